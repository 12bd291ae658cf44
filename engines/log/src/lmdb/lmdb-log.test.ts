import { describeEventLog } from '../conformance.ts';
import { engine } from '../testing/lmdb-engine.ts';

describeEventLog(engine);
