using System.Runtime.CompilerServices;
using System.Text;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Import.Archives;
using BackpropCrossCheck.Import.Hdf;
using BackpropCrossCheck.Import.Models;

namespace BackpropCrossCheck.Import.Keras;

/// <summary>Reads whole Keras models: <c>.keras</c> of Keras 2.15 and 3, and <c>.h5</c>.</summary>
internal static class KerasModelReader
{
    private const string Configuration = "config.json";
    private const string Weights = "model.weights.h5";
    private const string ModelAttribute = "model_config";

    /// <summary>Reads a <c>.keras</c> file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its path, for errors.</param>
    /// <param name="limit">How much is unpacked at most, in MiB.</param>
    /// <exception cref="FixtureException">The file cannot be a fixture.</exception>
    public static ImportedModel ReadArchive(byte[] bytes, string file, int limit)
    {
        using var zip = new ZipContents(bytes, file, "a .keras file", limit);
        byte[] configuration = Entry(zip, file, Configuration);
        string version = zip.Read("metadata.json") is { } metadata
            ? KerasNode.Parse(file, "metadata.json", metadata)["keras_version"].AsText ?? string.Empty : string.Empty;
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            throw HdfFile.NeedsDotnet(file);
        }

        using var hdf = new HdfFile(Entry(zip, file, Weights), $"{file}:{Weights}");
        var model = KerasNode.Parse(file, Configuration, configuration);
        return Read(model, model["compile_config"], new NumberedWeights(hdf, $"{file}:{Weights}"), version);
    }

    /// <summary>Reads a model in an HDF5 file.</summary>
    /// <param name="hdf">The file.</param>
    /// <param name="file">Its path, for errors.</param>
    /// <returns>Null if the file has no model, but perhaps weights alone.</returns>
    /// <exception cref="FixtureException">The file cannot be a fixture.</exception>
    public static ImportedModel? ReadHdf(HdfFile hdf, string file)
    {
        if (hdf.Text("/", ModelAttribute) is not { } configuration)
        {
            return null;
        }

        var model = KerasNode.Parse(file, ModelAttribute, Encoding.UTF8.GetBytes(configuration));
        KerasNode compiled = hdf.Text("/", "training_config") is { } training
            ? KerasNode.Parse(file, "training_config", Encoding.UTF8.GetBytes(training)) : default;
        return Read(model, compiled, new NamedWeights(hdf, file, "/model_weights"), hdf.Text("/", "keras_version") ?? string.Empty);
    }

    private static ImportedModel Read(KerasNode model, KerasNode compiled, IKerasWeights weights, string version)
    {
        bool isVersion2 = version.StartsWith("2.", StringComparison.Ordinal);
        var chain = new LayerChain(model.File, KerasLayers.Can);
        var layers = new KerasLayers(weights, chain, isVersion2);
        foreach (KerasNode layer in KerasChain.Of(model))
        {
            layers.Add(layer);
        }

        Regularization regularization = layers.Regularization();
        if (compiled["loss_weights"].IsGiven)
        {
            chain.Note("The loss_weights of the model are left out: its loss counts once.");
        }

        return chain.Finish($"Keras {version}".TrimEnd()) with
        {
            Loss = KerasLoss.Of(compiled["loss"]),
            Regularization = regularization,
        };
    }

    private static byte[] Entry(ZipContents zip, string file, string name) => zip.Read(name) ?? throw new FixtureException(
        file, $"the entry {name} is missing; a .keras file has {Configuration} and {Weights}. Is it one?");
}
