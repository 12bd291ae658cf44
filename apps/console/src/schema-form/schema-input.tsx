import { givenAt, type InputProps, nameOf, useForm } from './form-context.ts';
import { widgetOf } from './form-schema.ts';
import { GroupInput, VariantsInput } from './group-input.tsx';
import { JsonInput } from './json-input.tsx';
import { MapInput } from './map-input.tsx';
import { PlainInput } from './plain-input.tsx';
import { RowsInput } from './rows-input.tsx';

/** The input for a value of any schema: made for the member, else by the schema's form. */
export function SchemaInput(props: InputProps) {
  const { widgets } = useForm();
  const Own = givenAt(widgets, props.path);
  if (Own !== undefined) return <Own {...props} />;
  const widget = widgetOf(props.schema, nameOf(props.path));
  switch (widget.kind) {
    case 'group':
      return <GroupInput {...props} properties={widget.properties} />;
    case 'variants':
      return <VariantsInput {...props} widget={widget} />;
    case 'rows':
      return <RowsInput {...props} item={widget.item} />;
    case 'map':
      return <MapInput {...props} item={widget.item} />;
    case 'json':
      return <JsonInput {...props} />;
    default:
      return <PlainInput {...props} widget={widget} />;
  }
}
