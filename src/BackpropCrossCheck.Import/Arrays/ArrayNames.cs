using System.Text.RegularExpressions;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Import.Tensors;

namespace BackpropCrossCheck.Import.Arrays;

/// <summary>Tells by their names which arrays are weights, which are biases, and which belong together. The layers are in the order of the
/// names, with numbers counted as numbers.</summary>
internal static partial class ArrayNames
{
    private const string Advice
        = "Say which is which: --map 1.weights=NAME --map 1.bias=NAME --map 2.weights=NAME, and so on.";

    /// <summary>The layers.</summary>
    /// <param name="file">The file, for errors.</param>
    /// <param name="arrays">All arrays of the file.</param>
    /// <param name="map">What the user says; empty to go by the names.</param>
    /// <exception cref="FixtureException">The names leave open what an array is.</exception>
    public static IReadOnlyList<LayerArrays> Layers(string file, IReadOnlyList<Tensor> arrays, IReadOnlyList<ArrayPlace> map)
        => map.Count > 0 ? Mapped(file, arrays, map)
            : arrays.Count == 0 ? throw new FixtureException(file, "there is no array in it.")
            : arrays.All(array => Named().IsMatch(array.Name)) ? ByName(file, arrays)
            : arrays.All(array => Counted().IsMatch(array.Name)) || arrays.Count == 1 ? ByPlace(arrays)
            : throw new FixtureException(
                file,
                $"the name of the array {Wording.Quote(arrays.First(array => !Named().IsMatch(array.Name)).Name)} does not tell what "
                    + $"it is. {Advice}");

    private static List<LayerArrays> ByName(string file, IReadOnlyList<Tensor> arrays)
    {
        var layers = new List<LayerArrays>();
        var groups = arrays.Select(array => (Array: array, Match: Named().Match(array.Name)))
            .GroupBy(found => Key(found.Match)).OrderBy(group => group.Key, NaturalOrder.Comparer);
        foreach (var group in groups)
        {
            (Tensor Array, Match Match)[] weights = [.. group.Where(found => !IsBias(found.Match))];
            (Tensor Array, Match Match)[] biases = [.. group.Where(found => IsBias(found.Match))];
            if (weights.Length != 1 || biases.Length > 1)
            {
                throw new FixtureException(
                    file,
                    $"{Wording.List(group.Select(found => Wording.Quote(found.Array.Name)))} seem to belong to one layer, and a layer has "
                        + $"one matrix and at most one bias. {Advice}");
            }

            layers.Add(new LayerArrays(
                group.Key.Length > 0 ? group.Key : weights[0].Array.Name,
                weights[0].Array,
                biases.Length == 0 ? null : Vector(file, biases[0].Array),
                LayoutOf(weights[0].Match)));
        }

        return layers;
    }

    private static List<LayerArrays> ByPlace(IReadOnlyList<Tensor> arrays)
    {
        var layers = new List<LayerArrays>();
        foreach (Tensor array in arrays.OrderBy(array => array.Name, NaturalOrder.Comparer))
        {
            if (array.Rank == 1 && layers.Count > 0 && layers[^1].Bias is null)
            {
                layers[^1] = layers[^1] with { Bias = array };
            }
            else
            {
                layers.Add(new LayerArrays(array.Name, array, null, null));
            }
        }

        return layers;
    }

    private static IReadOnlyList<LayerArrays> Mapped(string file, IReadOnlyList<Tensor> arrays, IReadOnlyList<ArrayPlace> map)
    {
        ArrayPlace? unknown = map.FirstOrDefault(place => arrays.All(array => array.Name != place.Name));
        if (unknown is not null)
        {
            throw new FixtureException(
                file,
                $"--map names the array {Wording.Quote(unknown.Name)}, which is not in it"
                    + $"{NearestName.Question(unknown.Name, arrays.Select(array => array.Name))} "
                    + $"It has {Wording.List(arrays.Take(20).Select(array => Wording.Quote(array.Name)))}.");
        }

        int layers = map.Max(place => place.Layer);
        return [.. Enumerable.Range(1, layers).Select(layer => new LayerArrays(
            FormattableString.Invariant($"layer {layer}"),
            Find(layer, isBias: false) ?? throw new FixtureException(
                file, $"--map says nothing about the weights of layer {layer}, and something about layer {layers}."),
            Find(layer, isBias: true) is { } bias ? Vector(file, bias) : null,
            Named().Match(Find(layer, isBias: false)!.Name) is { Success: true } match ? LayoutOf(match) : null))];

        Tensor? Find(int layer, bool isBias)
        {
            ArrayPlace[] places = [.. map.Where(place => place.Layer == layer && place.IsBias == isBias)];
            return places.Length < 2 ? arrays.FirstOrDefault(array => places.Length == 1 && array.Name == places[0].Name)
                : throw new FixtureException(
                    file,
                    $"--map names {Wording.List(places.Select(place => Wording.Quote(place.Name)))} for one place of layer {layer}.");
        }
    }

    private static Tensor Vector(string file, Tensor bias)
        => bias.Rank == 1 || (bias.Rank == 2 && bias.Shape.Contains(1)) ? bias : throw new FixtureException(
            file, $"the bias {Wording.Quote(bias.Name)} is {bias.ShapeText}; a row of numbers is expected. {Advice}");

    // fc1.weight and fc1.bias share "fc1."; W1 and b1 share "1"; dense/kernel:0 and dense/bias:0 share "dense/".
    private static string Key(Match match)
        => (match.Groups["before"].Value.TrimEnd('.', '/', '_', '-') + match.Groups["after"].Value)
            .Replace(":0", string.Empty, StringComparison.Ordinal);

    private static bool IsBias(Match match) => match.Groups["leaf"].Value[0] is 'b' or 'B';

    // "weight" is PyTorch's word and "kernel" is Keras's; W and weights are anybody's.
    private static KernelLayout? LayoutOf(Match match) => match.Groups["leaf"].Value switch
    {
        "weight" => KernelLayout.UnitsByInputs,
        "kernel" => KernelLayout.InputsByUnits,
        _ => null,
    };

    [GeneratedRegex(
        @"^(?<before>(?:.*[^\p{L}])?)(?<leaf>weights?|kernel|w|biases|bias|b)(?<after>[\d:._/-]*)$",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex(@"^[\p{L}_.-]*\d+$", RegexOptions.NonBacktracking)]
    private static partial Regex Counted();
}
