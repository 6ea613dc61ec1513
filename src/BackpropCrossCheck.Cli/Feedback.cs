using System.Text;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Cli.Files;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Reports;

namespace BackpropCrossCheck.Cli;

/// <summary>The pages of feedback, one for each answer, in a folder.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="TellsNumbers">Whether the right numbers are on them.</param>
internal sealed record Feedback(string Folder, bool TellsNumbers)
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the pages. Each has the name of its answer.</summary>
    /// <param name="graded">The answers.</param>
    /// <exception cref="IOException">A page cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing a page is not allowed.</exception>
    public void Write(GradedClass graded)
    {
        var page = new FeedbackPage(graded, graded.Report.Fixtures[0].Name ?? graded.Report.Fixtures[0].File, TellsNumbers);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (GradedAnswer answer in graded.Answers)
        {
            string name = FileName(answer.Comparison.Against);
            string unique = name;
            for (int i = 2; !names.Add(unique); i++)
            {
                unique = FormattableString.Invariant($"{name}-{i}");
            }

            WholeFile.Write(Path.Combine(Folder, $"{unique}.html"), stream =>
            {
                using var writer = new StreamWriter(stream, Encoding, leaveOpen: true) { NewLine = "\n" };
                page.Write(answer, writer);
            });
        }
    }

    /// <summary>A name that every file system takes.</summary>
    private static string FileName(string name)
    {
        string safe = string.Concat(name.Select(unit => char.IsLetterOrDigit(unit) || unit is '-' or '_' or ' ' ? unit : '_')).Trim();
        return safe.Length == 0 ? "answer" : safe.Length <= 100 ? safe : safe[..100];
    }
}
