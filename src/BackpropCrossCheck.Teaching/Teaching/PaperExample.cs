using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Teaching;

/// <summary>Tells the paper's own example from all others. Only there may a line refer to the paper's equations and look like its
/// boxes.</summary>
internal static class PaperExample
{
    private const string Title = "A Primer on Backpropagation";

    /// <summary>Whether the fixture says that its numbers come from the paper: its source names the title.</summary>
    /// <param name="fixture">The fixture.</param>
    public static bool Is(Fixture fixture) => fixture.Source?.Contains(Title, StringComparison.OrdinalIgnoreCase) == true;
}
