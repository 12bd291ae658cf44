import '@mantine/charts/styles.css';

export { AreaChart, BarChart } from '@mantine/charts';
