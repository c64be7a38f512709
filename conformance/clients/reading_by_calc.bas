' What LibreOffice is asked to do, once for all files: one start of the office opens and stores every one of them.
'
' CALC_JOBS names a file with a line for each: address of the file, options of the import (empty: none, as with a
' double click), address of the spreadsheet to store, with tabs between. A message box would wait for ever where there is
' no screen, so what goes wrong is written beside that file.

Sub Run
  Dim job, told As String
  On Error Goto Failed
  Open Environ("CALC_JOBS") For Input As #1
  Do While Not Eof(1)
    Line Input #1, told
    job = Split(told, Chr(9))
    If UBound(job) = 2 Then Convert job(0), job(1), job(2)
  Loop
  Close #1
  StarDesktop.terminate()
  Exit Sub
Failed:
  Open Environ("CALC_JOBS") & ".error" For Output As #2
  Print #2, told & ": " & Error$
  Close #2
  StarDesktop.terminate()
End Sub

Sub Convert(source As String, importing As String, target As String)
  Dim opened
  Dim opening(2) As New com.sun.star.beans.PropertyValue
  Dim storing(0) As New com.sun.star.beans.PropertyValue
  opening(0).Name = "Hidden"
  opening(0).Value = True
  If importing <> "" Then
    opening(1).Name = "FilterName"
    opening(1).Value = "Text - txt - csv (StarCalc)"
    opening(2).Name = "FilterOptions"
    opening(2).Value = importing
  End If
  storing(0).Name = "FilterName"
  storing(0).Value = "calc8"
  opened = StarDesktop.loadComponentFromURL(source, "_blank", 0, opening())
  opened.storeToURL(target, storing())
  opened.close(True)
End Sub
