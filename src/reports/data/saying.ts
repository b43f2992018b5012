/** Owns how a sentence says that what follows are the words of the one it names: 扬州提出，… 苏州的目标是：… */

/** Ends the piece of a sentence that names who speaks. */
export const SAYS =
  /(?:提出|提到|要求|规定|明确|指出|强调|写道|写明|写作|写入|写的是|载明|表示|表述为|称|承诺|部署|设定|定为|确定|列出|列明|主张|宣布|原文为|原文是|的(?:说法|表述|目标|要求|任务|措辞|原文|提法|口径)(?:是|为)|则(?:是|为|说)|说|是|为)(?:了|要|的|到|过|有)?$/;

/** Words in front of a document's number that are no part of it: 根据宁政发〔2025〕16号. */
export const BEFORE_NUMBER =
  /^.*(?:根据|按照|依据|依照|参见|详见|参照|印发|文号|载于|见|和|与|及|的|即|为|以|在|由|从|对|是|如|按)(?=[\u4e00-\u9fff]{2,})/;
