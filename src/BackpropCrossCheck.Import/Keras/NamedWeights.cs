using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Import.Hdf;
using BackpropCrossCheck.Import.Tensors;

namespace BackpropCrossCheck.Import.Keras;

/// <summary>Weights as <c>.h5</c> files have them: a group for each layer, by its name, with a list of its arrays.</summary>
/// <param name="hdf">The file.</param>
/// <param name="file">Its path, for errors.</param>
/// <param name="root">The group that has the layers.</param>
internal sealed class NamedWeights(HdfFile hdf, string file, string root) : IKerasWeights
{
    /// <summary>The attribute with the names of all layers.</summary>
    public const string LayerNames = "layer_names";

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Of(string layer, string type)
    {
        string group = root == "/" ? $"/{layer}" : $"{root}/{layer}";
        if (!hdf.Has(group) || hdf.Texts(group, "weight_names") is not { } names)
        {
            throw new FixtureException(file, $"the weights of layer {Wording.Quote(layer)} ({type}) are missing: there is no {group}.");
        }

        return [.. names.Select(name => hdf.Tensor($"{group}/{name}"))];
    }
}
