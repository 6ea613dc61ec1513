using System.Text;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Reports.Html;

/// <summary>A folded table with a row for each fixture, as far as there is room.</summary>
/// <param name="Heading">The heading.</param>
/// <param name="Summary">The text that is visible while it is folded.</param>
/// <param name="Header">The column headings.</param>
/// <param name="Fixtures">The fixtures.</param>
/// <param name="Row">Writes one row, as HTML.</param>
internal sealed record FoldedList(
    string Heading, string Summary, IReadOnlyList<string> Header, IReadOnlyList<FixtureReport> Fixtures, Func<FixtureReport, string> Row)
{
    /// <summary>Writes the list; nothing if there are no fixtures.</summary>
    /// <param name="writer">Where it is written.</param>
    /// <param name="room">How many bytes the rows may take.</param>
    /// <returns>How many bytes they take.</returns>
    public long Write(TextWriter writer, long room)
    {
        if (Fixtures.Count == 0)
        {
            return 0;
        }

        writer.WriteLine($"<h2>{Heading}</h2>");
        writer.WriteLine($"<details><summary>{Summary}</summary>");
        PageTable.Open("words", "The worst verdict first, then in the order of their files", Header, writer);
        int listed = 0;
        long used = 0;
        foreach (FixtureReport fixture in Fixtures)
        {
            string row = Row(fixture) + "\n";
            int bytes = Encoding.UTF8.GetByteCount(row);
            if (used + bytes > room)
            {
                break;
            }

            writer.Write(row);
            used += bytes;
            listed++;
        }

        PageTable.Close(writer);
        if (listed < Fixtures.Count)
        {
            int rest = Fixtures.Count - listed;
            writer.WriteLine(
                $"<p>{Wording.Count(rest, "more fixture is", "more fixtures are")} not listed, so that the page stays readable. "
                    + "The JSON report has all.</p>");
        }

        writer.WriteLine("</details>");
        return used;
    }
}
