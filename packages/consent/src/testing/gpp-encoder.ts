import { GppModel } from '@iabgpp/cmpapi';

/** A GPP string of one section, written by the reference library; fields that aren't named have that library's defaults. */
export function gpp(section: string, fields: Readonly<Record<string, unknown>>): string {
  return gppOf({ [section]: fields });
}

/** A GPP string of several sections. */
export function gppOf(sections: Readonly<Record<string, Readonly<Record<string, unknown>>>>): string {
  const model = new GppModel();
  for (const [section, fields] of Object.entries(sections)) {
    for (const [field, value] of Object.entries(fields)) model.setFieldValue(section, field, value);
  }
  return model.encode();
}
