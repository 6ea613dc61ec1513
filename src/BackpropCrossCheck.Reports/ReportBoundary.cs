using System.Globalization;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Reports;

/// <summary>The boundary around writing a report: any failure affects only that report, and the others are still written.</summary>
internal static class ReportBoundary
{
    /// <summary>Writes a report. An unexpected failure is reported as a fault of the program.</summary>
    /// <param name="report">What is being written, with its article: "the report junit=x.xml".</param>
    /// <param name="diagnostics">For the fault.</param>
    /// <param name="write">Writes it. Errors of the system (a full disk, a closed stream, a missing right) and interruptions are passed on,
    /// because the caller knows what to say.</param>
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
#pragma warning disable CA1031 // This is the boundary that the summary describes.
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
