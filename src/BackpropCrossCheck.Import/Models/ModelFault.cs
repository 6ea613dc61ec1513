using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Import.Models;

/// <summary>Errors about a layer that cannot be part of a fixture.</summary>
internal static class ModelFault
{
    /// <summary>The error: which layer, of what type, why not, and what can be imported.</summary>
    /// <param name="file">The file.</param>
    /// <param name="layer">The layer's name.</param>
    /// <param name="type">The layer's type, as the file names it.</param>
    /// <param name="problem">What is wrong, in a sentence or more.</param>
    /// <param name="can">What can be imported, in a sentence.</param>
    public static FixtureException Of(string file, string layer, string type, string problem, string can)
        => new(file, $"layer {Wording.Quote(layer)} ({Shown(type)}): {problem} {can}");

    private static string Shown(string type) => Wording.Quote(type)[1..^1];
}
