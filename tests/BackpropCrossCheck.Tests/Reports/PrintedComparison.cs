using System.Globalization;
using System.Text.RegularExpressions;

namespace BackpropCrossCheck.Tests.Reports;

/// <summary>What a report page says about a comparison: its counts, and rows of numbers.</summary>
internal sealed partial class PrintedComparison
{
    private readonly List<(string Mark, string Ours, string Other, string? Difference, string? Relative, string? Allowed)> _rows = [];
    private readonly string _sentence;
    private readonly bool _isHand;
    private int _more;
    private int? _shown;
    private int? _of;

    private PrintedComparison(string sentence, Match counts)
    {
        _sentence = sentence;
        string what = counts.Groups["what"].Value.Trim();
        _isHand = what == ":";
        Numbers = Whole(counts, "all");
        int some = counts.Groups["some"].Success ? Whole(counts, "some") : 0;
        Undecidable = what == "undecidable" ? some : counts.Groups["besides"].Success ? Whole(counts, "besides") : 0;
        Differ = what.StartsWith("differ", StringComparison.Ordinal) ? some : _isHand ? MarksOf("wrong") + MarksOf("unreadable") : 0;
    }

    public int Numbers { get; }

    public int Differ { get; }

    public int Undecidable { get; }

    /// <summary>The comparison of a sentence; null if it has no counts of one.</summary>
    public static PrintedComparison? Of(string sentence)
        => Counts().Match(sentence) is { Success: true } counts ? new PrintedComparison(sentence, counts) : null;

    /// <summary>A line of the table in a page of Markdown.</summary>
    public void AddTextRow(string line)
    {
        string[] cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (More().Match(line) is { Success: true } more)
        {
            _more = Whole(more, "more");
        }
        else if (InFull().Match(line) is { Success: true } full)
        {
            _rows[^1] = _rows[^1] with { Ours = full.Groups["ours"].Value, Other = full.Groups["other"].Value };
        }
        else if (cells is ["!" or ">" or "?", ..])
        {
            _rows.Add(_isHand
                ? (cells[0], cells[^4], cells[^3], null, null, null)
                : (cells[0], cells[^6], cells[^5], cells[^4], cells[^3], cells[^1]));
        }
    }

    /// <summary>A row of the table in a page of HTML.</summary>
    public void AddCells(string[] cells)
    {
        string mark = cells[1] == "undecidable" ? "?" : "!";
        _rows.Add(_isHand
            ? (mark, cells[2], cells[3], cells[4], null, null)
            : (mark, cells[2], cells[3], cells[4], cells[6], cells[5]));
    }

    /// <summary>"The 10 worst of 15 numbers; …".</summary>
    public void AddCaption(string caption)
    {
        if (Worst().Match(caption) is { Success: true } worst)
        {
            (_shown, _of) = (Whole(worst, "shown"), Whole(worst, "of"));
        }
    }

    /// <summary>Calculates everything again.</summary>
    /// <returns>How many numbers.</returns>
    public int Check(List<string> faults)
    {
        int checks = 2;
        if (_isHand && AllMarks().Sum(mark => mark.Count) != Numbers)
        {
            faults.Add($"{_sentence}: the marks do not add up");
        }

        if (_rows.Count + _more is var listed and > 0 && (_of ?? listed) != Differ + Undecidable)
        {
            faults.Add(FormattableString.Invariant($"{_sentence}: {_of ?? listed} numbers are listed"));
        }

        if (_shown is { } shown && shown != _rows.Count)
        {
            faults.Add(FormattableString.Invariant($"{_sentence}: {shown} are said to be shown, and {_rows.Count} are"));
        }

        foreach (var row in _rows.Where(row => IsNumber(row.Ours) && IsNumber(row.Other) && row.Difference is not null))
        {
            double other = Value(row.Other);
            double distance = Math.Abs(Value(row.Ours) - other);
            double open = Half(row.Ours) + Half(row.Other);
            Near(row.Difference!, distance, open, $"{row.Ours} and {row.Other}");
            if (row.Relative is { } relative && other != 0)
            {
                Near(relative, distance / Math.Abs(other), open / Math.Abs(other), $"{row.Ours} and {row.Other}, relative");
            }

            if (row is { Mark: "!", Allowed: { } allowed }
                && Value(row.Difference!) + Half(row.Difference!) < Value(allowed) - Half(allowed))
            {
                faults.Add($"{_sentence}: {row.Difference} is within {allowed}");
            }

            checks += 3;
        }

        return checks;

        void Near(string printed, double value, double open, string what)
        {
            if (Math.Abs(Value(printed) - value) > Half(printed) + open + (1e-12 * value))
            {
                faults.Add(FormattableString.Invariant($"{_sentence}: {printed} for {what}, which give {value:R}"));
            }
        }
    }

    private IEnumerable<(string Mark, int Count)> AllMarks()
        => Mark().Matches(_sentence[_sentence.IndexOf(": ", StringComparison.Ordinal)..].Split("; ")[0])
            .Where(mark => mark.Groups["mark"].Value != "not-given")
            .Select(mark => (mark.Groups["mark"].Value, Whole(mark, "count")));

    private int MarksOf(string name) => AllMarks().Where(mark => mark.Mark == name).Sum(mark => mark.Count);

    private static bool IsNumber(string text) => text.Any(char.IsAsciiDigit);

    private static double Value(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Half a unit of the last digit: a number with fewer than nine digits is written in full.</summary>
    private static double Half(string printed)
    {
        string digits = printed.Split('e')[0];
        int point = digits.IndexOf('.', StringComparison.Ordinal);
        int places = point < 0 ? 0 : digits.Length - point - 1;
        int power = printed.Contains('e', StringComparison.Ordinal)
            ? int.Parse(printed.Split('e')[1], CultureInfo.InvariantCulture)
            : 0;
        int significant = digits.Replace(".", string.Empty, StringComparison.Ordinal).TrimStart('-', '0').Length;
        // 2.5e15 and 10.2 have few digits because they are distances, or because they are whole.
        return significant is > 3 and < 9 ? 0 : 0.5 * Math.Pow(10, power - places);
    }

    private static int Whole(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @": ((?<some>\d+) of )?(?<all>\d+) numbers?(?<what> agrees?| differs?| undecidable|:(?= \d))(, (?<besides>\d+) undecidable)?",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Counts();

    [GeneratedRegex(@"(?<count>\d+) (?<mark>correct|truncated|follows|rounded-intermediates|trivial|wrong|unreadable|not-given)")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^ +and (?<more>\d+) more$")]
    private static partial Regex More();

    [GeneratedRegex(@"^ +in full: (?<ours>\S+) and (?<other>\S+)$")]
    private static partial Regex InFull();

    [GeneratedRegex(@"^The (?<shown>\d+) worst of (?<of>\d+) numbers")]
    private static partial Regex Worst();
}
