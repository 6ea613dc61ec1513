using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Reports;

/// <summary>Names the fixtures that pass and yet could not have shown a small defect in a gradient.</summary>
internal static class BlindText
{
    private const int MostNames = 3;

    /// <summary>"1 fixture could not have shown a gradient that is 1 % wrong: flat"; null if every one could.</summary>
    /// <param name="fixtures">The fixtures of a run.</param>
    public static string? Of(IReadOnlyList<FixtureReport> fixtures)
    {
        string[] blind = [.. fixtures.Where(fixture => fixture.IsBlind).Select(fixture => fixture.Name ?? fixture.File)];
        if (blind.Length == 0)
        {
            return null;
        }

        string names = string.Join(", ", blind.Take(MostNames));
        string more = blind.Length > MostNames ? FormattableString.Invariant($" and {blind.Length - MostNames} more") : string.Empty;
        return $"{Wording.Count(blind.Length, "fixture")} could not have shown a gradient that is 1 % wrong: {names}{more}";
    }
}
