using System.Globalization;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Reports;

/// <summary>The boundary of a report: whatever goes wrong in one of them is that one's error, and the others are written.</summary>
internal static class ReportBoundary
{
    /// <summary>Writes a report, or says that the program itself is at fault.</summary>
    /// <param name="report">What is written, with its article: "the report junit=x.xml".</param>
    /// <param name="diagnostics">For the fault.</param>
    /// <param name="write">Writes it. What the system refuses (a full disk, a closed stream, a missing right) and an interruption are
    /// passed on: the caller knows what to say.</param>
    /// <returns>Whether it was written.</returns>
    public static bool Write(string report, TextWriter diagnostics, Action write)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        ArgumentNullException.ThrowIfNull(write);
        try
        {
            write();
            return true;
        }
#pragma warning disable CA1031 // The boundary that the summary speaks of.
        catch (Exception fault) when (
            fault is not (IOException or UnauthorizedAccessException or NotSupportedException or OperationCanceledException))
#pragma warning restore CA1031
        {
            diagnostics.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"backprop-check: {PrintableText.Of(report)} cannot be written: {PrintableText.Of(FixtureError.OfInternal(fault).Message)} "
                    + $"(exit code {ExitCode.InternalError})"));
            return false;
        }
    }
}
