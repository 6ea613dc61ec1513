namespace BackpropCrossCheck.Reports;

/// <summary>Lines of CSV (RFC 4180).</summary>
internal static class CsvText
{
    /// <summary>A line, without its end.</summary>
    /// <param name="fields">The fields.</param>
    public static string Line(IEnumerable<string> fields) => string.Join(',', fields.Select(Field));

    /// <summary>A field. A spreadsheet would calculate a name that begins like a formula.</summary>
    private static string Field(string text)
    {
        string safe = text.Length > 0 && text[0] is '=' or '+' or '@' or '\t' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
