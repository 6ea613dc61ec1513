using System.Globalization;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Import.Hdf;
using BackpropCrossCheck.Import.Tensors;

namespace BackpropCrossCheck.Import.Keras;

/// <summary>Weights as <c>.keras</c> and new <c>.weights.h5</c> files have them. A layer's group has the name of its class and counts on:
/// dense, dense_1. Its arrays are 0, the kernel, and 1, the bias.</summary>
internal sealed class NumberedWeights : IKerasWeights
{
    private static readonly string[] Roots = ["/layers", "/_layer_checkpoint_dependencies"];

    private readonly HdfFile _hdf;
    private readonly string _file;
    private readonly string _root;
    private readonly Dictionary<string, int> _met = [];

    /// <summary>The weights in a file.</summary>
    /// <param name="hdf">The file.</param>
    /// <param name="file">Its path, for errors.</param>
    /// <exception cref="FixtureException">The file is not arranged in this way.</exception>
    public NumberedWeights(HdfFile hdf, string file)
    {
        (_hdf, _file) = (hdf, file);
        _root = Roots.FirstOrDefault(hdf.Has) ?? throw new FixtureException(
            file, "no weights of Keras layers were found in it: there is no group /layers.");
    }

    /// <summary>The names of all layers that have arrays, in the order in which Keras counts them.</summary>
    public IReadOnlyList<string> Layers
        => [.. _hdf.Names(_root, groups: true).Where(name => Arrays(name).Count > 0).OrderBy(name => name, NaturalOrder.Comparer)];

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Of(string layer, string type)
    {
        string counted = Counted(SnakeCase(type));
        return _hdf.Has($"{_root}/{counted}") ? Of(counted)
            : _hdf.Has($"{_root}/{layer}") ? Of(layer)
            : throw new FixtureException(
                _file, $"the weights of layer {Wording.Quote(layer)} ({type}) are missing: there is no group {_root}/{counted}.");
    }

    /// <summary>The arrays of a layer.</summary>
    /// <param name="group">The name of its group.</param>
    public IReadOnlyList<Tensor> Of(string group) => [.. Arrays(group).Select(name => _hdf.Tensor($"{_root}/{group}/vars/{name}"))];

    private IReadOnlyList<string> Arrays(string group) => _hdf.Has($"{_root}/{group}/vars")
        ? [.. _hdf.Names($"{_root}/{group}/vars", groups: false).OrderBy(name => name, NaturalOrder.Comparer)]
        : [];

    private string Counted(string name)
    {
        int count = _met.GetValueOrDefault(name);
        _met[name] = count + 1;
        return count == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}_{count}");
    }

    private static string SnakeCase(string type) => string.Concat(type.Select((letter, i) => char.IsAsciiLetterUpper(letter)
        ? $"{(i > 0 && !char.IsAsciiLetterUpper(type[i - 1]) ? "_" : "")}{char.ToLowerInvariant(letter)}"
        : letter.ToString()));
}
