package finding

// filePages are about a file as a whole: what it is, and whether it can be
// read. FILE-01 to FILE-19 say what the file is, FILE-20 to FILE-39 why a
// workbook is not read, FILE-40 and on what is good to know about one that is.
// FILE-90 to FILE-99 belong to the workspace.
var filePages = []Entry{
	{
		Code: "FILE-01", Severity: Error, Title: "Empty file",
		Message: "The file is empty: it holds no data at all (0 bytes)",
		Hint:    "Please save the workbook again and send it once more",
		Why:     "A file is empty when saving or copying was interrupted. Nothing was recorded from it.",
	},
	{
		Code: "FILE-02", Severity: Error, Title: "Helper file, not the workbook",
		Message: "This is not the workbook but a small helper file that {program} keeps beside it",
		Hint:    "Please send the workbook itself: the file of the same name without the {prefix} in front",
		Why:     "Excel and other programs put such a file beside a workbook that is open. It holds none of the answers.",
	},
	{
		Code: "FILE-03", Severity: Error, Title: "Old Excel file (.xls)",
		Message: "This is an Excel file of the old kind (.xls), whatever its name ends in",
		Hint:    "Please open it in Excel, choose File > Save As > Excel Workbook (.xlsx) and send the new file",
		Why:     "The old kind is built differently and cannot be read here. Saving it as .xlsx keeps every answer.",
	},
	{
		Code: "FILE-04", Severity: Error, Title: "Locked with a password",
		Message: "The workbook asks for a password before it opens, so it could not be read",
		Hint:    "Please open it, remove the password (Excel: File > Info > Protect Workbook > Encrypt with Password, clear the box; LibreOffice: File > Save As, clear “Save with password”), save and send it again",
		Why:     "Everything in such a file is scrambled. A password on single sheets is no trouble, only one that is asked for on opening.",
	},
	{
		Code: "FILE-05", Severity: Error, Title: "Another kind of Office file",
		Message: "This is an older Office file, but not a workbook that can be read",
		Hint:    "Please send the Excel workbook (.xlsx) itself",
		Why:     "Word documents, e-mails and drawings of the old kind look alike from outside. None of them holds the form.",
	},
	{
		Code: "FILE-06", Severity: Error, Title: "Binary workbook (.xlsb)",
		Message: "This is a binary workbook (.xlsb), which cannot be read here",
		Hint:    "Please open it in Excel, choose File > Save As > Excel Workbook (.xlsx) and send the new file",
		Why:     "Saving it as .xlsx keeps every answer.",
	},
	{
		Code: "FILE-07", Severity: Error, Title: "OpenDocument, but no spreadsheet",
		Message: "This is a file of LibreOffice or OpenOffice, but not a spreadsheet that can be read",
		Hint:    "Please open the form in LibreOffice, choose File > Save As > ODF Spreadsheet (.ods) or Excel 2007-365 (.xlsx), and send the new file",
		Why:     "Spreadsheets are read (.ods, .ots, .fods). Charts, databases and the older kind (.sxc) are built differently.",
	},
	{
		Code: "FILE-08", Severity: Error, Title: "Apple Numbers file",
		Message: "This is an Apple Numbers file, not an Excel workbook",
		Hint:    "Please choose File > Export To > Excel in Numbers and send the exported file",
		Why:     "Only Numbers itself can read its files. The export keeps every answer.",
	},
	{
		Code: "FILE-09", Severity: Error, Title: "Web page named as a workbook",
		Message: "This is a web page, even if its name says it is a workbook",
		Hint:    "Please open it in Excel, choose File > Save As > Excel Workbook (.xlsx) and send the new file",
		Why:     "Some systems export web pages and name them .xls or .xlsx. A web page has no numbers and dates, only their looks.",
	},
	{
		Code: "FILE-10", Severity: Error, Title: "XML spreadsheet",
		Message: "This is a spreadsheet saved as plain XML (Excel 2003), not a workbook",
		Hint:    "Please open it in Excel, choose File > Save As > Excel Workbook (.xlsx) and send the new file",
		Why:     "This kind came before .xlsx and cannot be read here. Saving it as .xlsx keeps every answer.",
	},
	{
		Code: "FILE-11", Severity: Error, Title: "Text, not a workbook",
		Message: "This is a text file, and no table of rows and columns",
		Hint:    "Please type the answers into the workbook that we sent, and send the workbook",
		Why:     "A single sheet that was saved as text (.csv, .tsv) is read; a letter or a list is not, because nobody could tell which answer belongs to which question.",
	},
	{
		Code: "FILE-12", Severity: Error, Title: "Not a spreadsheet",
		Message: "This is {kind}, not a workbook",
		Hint:    "Please send the Excel workbook itself",
		Why:     "A picture or a printed page of the form cannot be read reliably; the workbook can.",
	},
	{
		Code: "FILE-13", Severity: Error, Title: "Packed folder",
		Message: "This is a packed folder (zip) with files inside, not a workbook",
		Hint:    "Please take the workbook out and send it alone",
		Why:     "Which of the files inside is meant cannot be known.",
	},
	{
		Code: "FILE-14", Severity: Error, Title: "Only a link",
		Message: "This file holds only a link to a sheet on the internet, none of its answers",
		Hint:    "Please open the sheet, choose File > Download > Microsoft Excel (.xlsx) and send the downloaded file",
		Why:     "Files named .gsheet are links. The answers stay with Google and are not followed from here.",
	},
	{
		Code: "FILE-15", Severity: Error, Title: "Unknown kind of file",
		Message: "This file could not be recognised as a workbook",
		Hint:    "Please open it in Excel to see whether it is the right file, save it as Excel Workbook (.xlsx) and send it again",
		Why:     "Nothing is read from a file whose kind is unknown.",
	},
	{
		Code: "FILE-16", Severity: Error, Title: "Only zeros",
		Message: "The file has a size but holds nothing but zeros: it was never completely copied",
		Hint:    "Please wait until the file is fully saved or synchronised, check that it opens, and send it again",
		Why:     "Shared drives leave such a stand-in when copying is interrupted.",
	},
	{
		Code: "FILE-20", Severity: Error, Title: "File too large",
		Message: "The file is larger than {limit}, which is more than a completed form can be",
		Hint:    "Please remove pictures and sheets that are not part of the form, and send it again",
		Why:     "Very large files are not opened, so that one file cannot hold up all others. The limit is a setting: in spm.yaml below “limits:”, file_mb.",
	},
	{
		Code: "FILE-21", Severity: Error, Title: "File cut off",
		Message: "The end of the file is missing: it was not completely saved, sent or downloaded",
		Hint:    "Please open the workbook on your computer, save it again and send it once more",
		Why:     "What is missing cannot be known, so nothing was recorded from the rest.",
	},
	{
		Code: "FILE-22", Severity: Error, Title: "File damaged",
		Message: "The file was damaged on the way or while it was saved",
		Hint:    "Please open the workbook on your computer, check it, save it again and send it once more",
		Why:     "The file carries a checksum of its contents, and it does not agree. Nothing was recorded, because any answer might be the changed one.",
	},
	{
		Code: "FILE-23", Severity: Error, Title: "Far too much inside",
		Message: "The workbook holds far more {things} inside than a completed form can ({count}; the limit is {limit})",
		Hint:    "Please copy your answers into a fresh copy of the form and send that",
		Why:     "Files that grow out of proportion when unpacked are not opened, so that one file cannot hold up all others. The limits are settings: in spm.yaml below “limits:”, unpacked_mb, sheet_mb, part_mb and parts.",
	},
	{
		Code: "FILE-24", Severity: Error, Title: "Not packed as a workbook",
		Message: "The file is not packed as a spreadsheet program packs it ({reason}), so it was not opened for safety",
		Hint:    "Please open it in Excel, save it under a new name and send the new file",
		Why:     "Two programs could read different answers from such a file.",
	},
	{
		Code: "FILE-25", Severity: Error, Title: "Damaged inside",
		Message: "The workbook is damaged in {place}",
		Hint:    "Please open it in Excel, accept the repair, check your answers there and save it again",
		Why:     "What stood behind the damage cannot be known, so nothing was recorded from the file.",
	},
	{
		Code: "FILE-26", Severity: Error, Title: "Content that no spreadsheet program writes",
		Message: "The file holds something in {place} that no spreadsheet program writes ({reason}), so it was not opened for safety",
		Hint:    "Please copy your answers into a fresh copy of the form and send that",
		Why:     "Such content is made by hand, mostly to harm the program that reads it.",
	},
	{
		Code: "FILE-27", Severity: Error, Title: "Part of the workbook missing",
		Message: "Part of the workbook is missing from the file: {what}",
		Hint:    "Please open the workbook in Excel, check that everything is there, save it again and send it once more",
		Why:     "Answers may have stood in the missing part, so nothing was recorded from the rest.",
	},
	{
		Code: "FILE-28", Severity: Error, Title: "No sheets",
		Message: "The workbook has no sheet with cells",
		Hint:    "Please send the workbook that holds your answers",
		Why:     "A workbook may hold only charts, or nothing at all. There was nothing to record.",
	},
	{
		Code: "FILE-29", Severity: Error, Title: "Unusual build",
		Message: "The program that wrote this file builds it in an unusual way ({reason}), so it could not be read without guessing",
		Hint:    "Please open it in Excel, save it as Excel Workbook (.xlsx) and send the new file",
		Why:     "A guess about how a file is built could put an answer in the wrong place.",
	},
	{
		Code: "FILE-30", Severity: Error, Title: "Two sheets of one name",
		Message: `Two sheets have the same name, "{name}".`,
		Hint:    "Please rename one of them and save the workbook again",
		Why:     "Spreadsheet programs do not allow it, since formulas and people could not tell the two apart.",
	},
	{
		Code: "FILE-31", Severity: Error, Title: "Sheet contradicts itself",
		Message: "The workbook contradicts itself in {place}: {reason}",
		Hint:    "Please open it in Excel, accept a repair if it offers one, check your answers there and save it again",
		Why:     "One program would read one answer there and the next program another, so nothing was recorded from the file.",
	},
	{
		Code: "FILE-32", Severity: Error, Title: "Beyond the edge of the sheet",
		Message: "The workbook names a place that no sheet has: {address}, in {place}",
		Hint:    "Please open it in Excel, check your answers and save it again",
		Why:     "A sheet ends at row 1048576 and column XFD. A value beyond cannot be seen in any program.",
	},
	{
		Code: "FILE-33", Severity: Error, Title: "Far too much in the sheets",
		Message: "There are far more {things} in {place} than in a completed form (the limit is {limit})",
		Hint:    "Please delete the rows, columns or sheets that are not used, or copy your answers into a fresh copy of the form",
		Why:     "A formatted empty row counts too. One file must not hold up all others. The limits are settings: in spm.yaml below “limits:”, sheets, rows, form_rows, cells, formatted_cells, merged_cells, drop_downs, names and text_mb.",
	},
	{
		Code: "FILE-34", Severity: Error, Title: "Text too long for a cell",
		Message: "The text in {place} is longer than any spreadsheet program allows ({limit} characters)",
		Hint:    "Please shorten it and save the workbook again",
		Why:     "Excel would cut such a text when it opens the file, so what the reader sees would differ from what was sent.",
	},
	{
		Code: "FILE-35", Severity: Error, Title: "A quotation mark too few or too many",
		Message: "The table cannot be read past line {line}: {reason}",
		Hint:    "Please open the workbook that you filled in and send that (.xlsx or .ods), or save it as CSV once more",
		Why:     "In such a file quotation marks hold a text with commas or line ends together. Where one is missing, nobody can tell where the answer ends, so nothing was recorded.",
	},
	{
		Code: "FILE-39", Severity: Error, Title: "Our failure",
		Message: "This file could not be read because of a mistake in spm, not because of you",
		Hint:    "Please keep the file and report it. Saving it again in Excel often gets around the mistake",
		Why:     "No answer was recorded from the file; all other files were read as usual.",
	},
	{
		Code: "FILE-40", Severity: Note, Title: "Macros ignored",
		Message: "The workbook has macros. They were not run; only the values were read",
		Why:     "Macros are programs inside a workbook. None is ever run here.",
	},
	{
		Code: "FILE-41", Severity: Note, Title: "Links to other workbooks",
		Message: "The workbook has links to other workbooks. They were not followed; the values last saved in this file were read",
		Why:     "The other workbooks may have changed since. Check such values if they matter.",
	},
	{
		Code: "FILE-42", Severity: Note, Title: "Named as another kind of file",
		Message: "The file is named {ending}, but it is {kind}. It was read as what it is",
		Why:     "Some programs refuse a file whose name promises another kind. Here the content decides.",
	},
	{
		Code: "FILE-43", Severity: Note, Title: "Letters of an old encoding",
		Message: "The text is not stored in Unicode; its letters were read as those of Windows (Windows-1252)",
		Why:     "If accented letters or quotation marks look wrong in what was read, save the file as “CSV UTF-8”, or send the workbook itself.",
	},
	{
		Code: "FILE-44", Severity: Note, Title: "One sheet of the workbook",
		Message: "A table saved as text holds one sheet. The workbook has others, about which this file says nothing: {sheets}",
		Why:     "What was recorded of the other sheets stays as it is. Send the workbook itself, or each sheet as a file of its own, if they have answers, too.",
	},
}
