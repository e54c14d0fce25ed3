/** The operating system's notification when fraud holds are lifted. */
export const fraudNotice = {
  title: 'A fraud hold was lifted',
  released: 'the order can go on',
  offered: 'a status change that was refused during the hold awaits your answer',
  more: 'and {{n}} more',
};
