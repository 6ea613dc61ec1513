using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Import.Arrays;
using BackpropCrossCheck.Import.Hdf;
using BackpropCrossCheck.Import.Models;
using BackpropCrossCheck.Import.Tensors;

namespace BackpropCrossCheck.Import.Keras;

/// <summary>Reads the weights of a Keras model from a file that has nothing else.</summary>
internal static class KerasWeightReader
{
    /// <summary>The arrays of each layer that has any.</summary>
    /// <param name="hdf">The file.</param>
    /// <param name="file">Its path, for errors.</param>
    /// <exception cref="FixtureException">The file has no weights of Keras, or those of other layers than Dense.</exception>
    public static IReadOnlyList<LayerArrays> Read(HdfFile hdf, string file)
    {
        var layers = new List<(string Name, IReadOnlyList<Tensor> Arrays)>();
        if (hdf.Texts("/", NamedWeights.LayerNames) is { } names)
        {
            var weights = new NamedWeights(hdf, file, "/");
            layers.AddRange(names.Select(name => (name, weights.Of(name, "layer"))));
        }
        else
        {
            var weights = new NumberedWeights(hdf, file);
            layers.AddRange(weights.Layers.Select(name => (name, weights.Of(name))));
        }

        return layers.Any(layer => layer.Arrays.Count > 0)
            ? [.. layers.Where(layer => layer.Arrays.Count > 0).Select(layer => Of(file, layer.Name, layer.Arrays))]
            : throw new FixtureException(file, "no weights were found in it.");
    }

    private static LayerArrays Of(string file, string name, IReadOnlyList<Tensor> arrays)
        => arrays is [{ Rank: 2 }] or [{ Rank: 2 }, { Rank: 1 }]
            ? new LayerArrays(name, arrays[0], arrays.Count == 2 ? arrays[1] : null, KernelLayout.InputsByUnits)
            : throw ModelFault.Of(
                file,
                name,
                Wording.List(arrays.Select(array => array.ShapeText)),
                "these are not the arrays of a Dense layer, a matrix and perhaps a bias.",
                KerasLayers.Can);
}
