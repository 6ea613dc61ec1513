using BackpropCrossCheck.Baselines;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Documents.Text;

namespace BackpropCrossCheck.Reports;

/// <summary>A table of compared numbers, at most 80 columns wide as long as layers, rows and columns have three digits.</summary>
internal static class NumberTable
{
    /// <summary>From many digits to few. The first density that fits is used.</summary>
    private static readonly ShownDigits[] Densities = [new(11, "G3", "0.0E+0"), new(9, "G3", "0.0E+0"), new(9, "0E+0", "0E+0")];

    /// <summary>Writes the table. If a number does not agree, or has changed since a baseline, but both sides look the same in the digits
    /// that fit, a second line has all digits.</summary>
    /// <param name="console">Where it is written.</param>
    /// <param name="numbers">The numbers.</param>
    /// <param name="hand">Whether they were calculated by hand.</param>
    /// <param name="since">Whether they are the numbers of now and of a baseline, instead of engine and other.</param>
    public static void Write(ConsoleStyle console, IEnumerable<ComparedNumber> numbers, bool hand, bool since = false)
    {
        ComparedNumber[] all = [.. numbers];
        string[][] rows = [];
        int[] widths = [];
        foreach (ShownDigits digits in Densities)
        {
            rows = [[.. NumberCells.Header(hand, since)], .. all.Select(number => NumberCells.Of(number, hand, digits))];
            widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
            if (widths.Sum() + widths.Length - 1 <= ConsoleStyle.Width)
            {
                break;
            }
        }

        for (int i = 0; i < rows.Length; i++)
        {
            IEnumerable<string> cells = rows[i]
                .Select((cell, column) => IsText(column, hand) ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            console.Line(string.Join(' ', cells).TrimEnd());
            if (i > 0 && rows[i][NumberCells.EngineColumn] == rows[i][NumberCells.EngineColumn + 1] && IsNotable(all[i - 1], since))
            {
                console.Line($"        in full: {NumberCells.Full(all[i - 1].Engine)} and {NumberCells.Full(all[i - 1].Other)}");
            }
        }
    }

    private static bool IsNotable(ComparedNumber number, bool since)
        => number.Verdict != NumberVerdict.Agrees || (since && BaselineRule.HasChanged(number));

    private static bool IsText(int column, bool hand) => column is 0 or 2 || (hand && column == 8);
}
