using System.Text;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Reports.Html;

/// <summary>A folded table with a row for each fixture, as many as there is room for.</summary>
/// <param name="Heading">The heading.</param>
/// <param name="Summary">What is read while it is folded.</param>
/// <param name="Header">The heads of the columns.</param>
/// <param name="Fixtures">The fixtures.</param>
/// <param name="Row">A row, as HTML.</param>
internal sealed record FoldedList(
    string Heading, string Summary, IReadOnlyList<string> Header, IReadOnlyList<FixtureReport> Fixtures, Func<FixtureReport, string> Row)
{
    /// <summary>Writes the list; nothing where there are no fixtures.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="room">The bytes that the rows may have.</param>
    /// <returns>The bytes that they have.</returns>
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
                $"<p>{Wording.Count(rest, "more fixture is", "more fixtures are")} not listed, so that the page stays readable. The JSON "
                    + "report has all.</p>");
        }

        writer.WriteLine("</details>");
        return used;
    }
}
