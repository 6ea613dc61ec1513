using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Reports;

/// <summary>The lines about the oracles: available or not, version, precision, and why not.</summary>
internal static class OracleLines
{
    private const int WidestName = 20;

    /// <summary>Writes the lines.</summary>
    /// <param name="console">Where they are written.</param>
    /// <param name="oracles">What the oracles reported about themselves.</param>
    /// <param name="details">Whether to add what they do not support and how long their starts took.</param>
    public static void Write(ConsoleStyle console, IReadOnlyList<OracleReport> oracles, bool details)
    {
        if (oracles.Count == 0)
        {
            return;
        }

        int width = oracles.Where(oracle => oracle.Name.Length <= WidestName).Select(oracle => oracle.Name.Length).DefaultIfEmpty(0).Max();
        foreach (OracleReport oracle in oracles)
        {
            string label = oracle.Status is OracleStatus.Available ? "available    "
                : oracle.Status is OracleStatus.Unavailable ? "unavailable  "
                : "failed       ";
            // If the report was read from a file, it does not say what its oracles support.
            string text = oracle.Status is OracleStatus.Available { Formats.Count: 0 } read ? read.Version
                : oracle.Status is OracleStatus.Available available
                ? $"{available.Version}, "
                    + $"{string.Join(" and ", available.Formats.Select(format => ReportWords.Of(new NumberPrecision.Format(format))))}, "
                    + (details ? Details(available, oracle) : Wording.Count(available.Activations.Count, "activation"))
                : Reason(oracle.Status) ?? string.Empty;
            console.Row(label, oracle.Name, width, text);
        }
    }

    /// <summary>Why an oracle does not work; null if it does.</summary>
    /// <param name="status">What it reported.</param>
    public static string? Reason(OracleStatus status) => status switch
    {
        OracleStatus.Unavailable unavailable => unavailable.Reason,
        OracleStatus.Failed failed => failed.Reason,
        _ => null,
    };

    /// <summary>What is wrong with an oracle: why it does not work, or a mistake that no answer shows; null if nothing is wrong.</summary>
    /// <param name="oracle">The report about it.</param>
    public static string? WhyNot(OracleReport oracle) => Reason(oracle.Status) ?? (oracle.Fault is { } fault ? $"it {fault}" : null);

    private static string Details(OracleStatus.Available available, OracleReport oracle)
    {
        string[] lacking = [.. ContractNames.Activations.Except(available.Activations)];
        string[] lackingLosses = [.. ContractNames.LossKinds.Where(loss => !available.Offers(loss))];
        string?[] parts =
        [
            lacking.Length == 0 ? "every activation" : $"every activation but {Wording.List(lacking)}",
            lackingLosses.Length == 0 ? null : $"every loss but {Wording.List(lackingLosses)}",
            oracle.StartTime is { } time ? FormattableString.Invariant($"started in {time.TotalSeconds:0.00} s") : null,
            oracle.Program is { } program ? $"run by {program}" : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }
}
