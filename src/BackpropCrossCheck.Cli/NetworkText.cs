using System.Globalization;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Cli;

/// <summary>Interprets the options of the commands that make up networks.</summary>
internal static class NetworkText
{
    private const int MostUnits = 1000;

    /// <summary>The inputs, then the units of each layer: "2-3-2".</summary>
    /// <param name="text">The value of <c>--layers</c>.</param>
    /// <exception cref="UsageException">The value is no such list.</exception>
    public static int[] Widths(string text)
    {
        int[] widths =
        [
            .. text.Split('-').Select(
                width => int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out int units) ? units : 0),
        ];
        return widths.Length >= 2 && Array.TrueForAll(widths, width => width is >= 1 and <= MostUnits)
            ? widths
            : throw new UsageException(
                $"--layers {Wording.Quote(text)}: the inputs and the units of each layer are expected, whole numbers from 1 to "
                    + $"{MostUnits}, for example 2-3-2.");
    }

    /// <summary>An activation.</summary>
    /// <param name="name">Its name, from <c>--activations</c>.</param>
    /// <exception cref="UsageException">There is none of that name.</exception>
    public static Activation Activation(string name) => Engine.Activations.Activation.Named(name) ?? throw new UsageException(
        $"--activations: there is no activation {Wording.Quote(name)}{NearestName.Question(name, ContractNames.Activations)} "
            + $"The activations are {Wording.List(ContractNames.Activations)}.");

    /// <summary>A seed; null if none is given.</summary>
    /// <param name="text">The value of <c>--seed</c>.</param>
    /// <exception cref="UsageException">The value is no whole number of at least 0.</exception>
    public static ulong? Seed(string? text) => text is null ? null
        : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) ? seed
        : throw new UsageException($"--seed {Wording.Quote(text)}: a whole number of at least 0 is expected.");
}
