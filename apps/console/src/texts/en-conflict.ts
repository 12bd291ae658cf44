/** Texts for two people who change the same. */
export const enConflict = {
  conflict: {
    changed: 'Somebody else changed this meanwhile',
    removed: 'Somebody else removed this meanwhile',
    removedText: 'What you entered is still in the form. Saving it makes the record anew.',
    by: 'Changed by {{who}}, {{at}}. Nothing of yours was saved yet.',
    byCommand:
      'Changed by a file, a command or somebody who has left, {{at}}. Nothing of yours was saved yet.',
    same: 'It now stands exactly as in your form.',
    table: 'What differs',
    field: 'Field',
    yours: 'Yours',
    theirs: 'Theirs',
    who: { you: 'you changed it', them: 'they changed it', both: 'both changed it' },
    back: 'Back to the form',
    takeTheirs: 'Load theirs',
    overwrite: 'Save mine over it',
    combine: 'Combine both',
    combineText:
      'Combining keeps what you changed, takes the rest from theirs, and shows it in the form; nothing is saved until you save it.',
    makeAnew: 'Make it anew',
    removeAnyway: 'Remove it all the same',
  },
};
