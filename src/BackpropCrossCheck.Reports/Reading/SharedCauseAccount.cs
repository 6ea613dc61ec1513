using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Reports.Json;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>Checks that the shared causes in a report's summary follow from its fixtures. The first reports did not state them.</summary>
internal static class SharedCauseAccount
{
    private const string From = "the fixtures";

    /// <summary>Checks them.</summary>
    /// <param name="summary">The summary of the report.</param>
    /// <param name="at">Its place.</param>
    /// <param name="concluded">What follows from the fixtures.</param>
    /// <exception cref="FormatException">The report states another cause, or another count.</exception>
    public static void Check(JsonSummary summary, ReportPlace at, CheckReport concluded)
    {
        if (summary.SharedCauses is null)
        {
            return;
        }

        (JsonSharedCause Value, ReportPlace Place)[] stated = [.. at.Each("sharedCauses", summary.SharedCauses)];
        IReadOnlyList<SharedCause> follow = concluded.SharedCauses;
        if (stated.Length != follow.Count)
        {
            throw at["sharedCauses"].Fault(FormattableString.Invariant(
                $"there are {stated.Length} shared causes, but {follow.Count} follow from {From}."));
        }

        for (int i = 0; i < stated.Length; i++)
        {
            Check(stated[i].Value, stated[i].Place, follow[i]);
        }
    }

    private static void Check(JsonSharedCause stated, ReportPlace at, SharedCause follows)
    {
        at.MustBe("cause", stated.Cause, follows.Finding.Cause, From);
        if (stated.Layer != follows.Finding.Layer)
        {
            throw at["layer"].Contradiction(follows.Finding.Layer is { } layer ? FormattableString.Invariant($"{layer}") : "null", From);
        }

        if (stated.Argument != JsonArgument.Of(follows.Finding.Argument))
        {
            throw at["argument"].Contradiction(SharedCauseText.Argument(follows.Finding.Argument) ?? "null", From);
        }

        at.MustBe("fixtures", stated.Fixtures, follows.Fixtures, From);
        at.MustBe("first", stated.First, follows.FirstName, From);
    }
}
