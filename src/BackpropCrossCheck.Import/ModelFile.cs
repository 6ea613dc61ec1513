using System.Runtime.CompilerServices;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Import.Arrays;
using BackpropCrossCheck.Import.Hdf;
using BackpropCrossCheck.Import.Keras;
using BackpropCrossCheck.Import.Models;
using BackpropCrossCheck.Import.Onnx;
using BackpropCrossCheck.Import.Tensors;

namespace BackpropCrossCheck.Import;

/// <summary>Reads saved models of every kind.</summary>
internal static class ModelFile
{
    private const string Kinds = ".keras, .h5, .weights.h5, .onnx, .safetensors, .npz and .npy";

    /// <summary>Reads a model.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What is said about it.</param>
    /// <exception cref="FixtureException">The file cannot be read, or cannot be a fixture.</exception>
    public static ImportedModel Read(string path, ModelOptions options)
    {
        byte[] bytes = InputFile.Read(path, options.Limit, "model");
        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".KERAS" => Whole(path, options, KerasModelReader.ReadArchive(bytes, path, options.Limit)),
            ".H5" or ".HDF5" => FromHdf(bytes, path, options),
            ".SAFETENSORS" => FromArrays("safetensors", path, SafetensorsReader.Read(bytes, path), options),
            ".NPZ" => FromArrays("NumPy arrays", path, NpzReader.Read(bytes, path, options.Limit), options),
            ".NPY" => FromArrays("NumPy array", path, [NpyReader.Read(bytes, path, Path.GetFileNameWithoutExtension(path))], options),
            ".ONNX" => Whole(path, options, OnnxReader.Read(bytes, path)),
            ".PT" or ".PTH" or ".CKPT" or ".PKL" or ".JOBLIB" => throw new FixtureException(
                path, "this is a pickle, which can run code, so it is not read. Save the model as .onnx, or its weights as .safetensors."),
            var ending => throw new FixtureException(
                path, $"models that end in {Wording.Quote(ending.ToLowerInvariant())} are not known; {Kinds} can be imported."),
        };
    }

    private static ImportedModel FromHdf(byte[] bytes, string path, ModelOptions options)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            throw HdfFile.NeedsDotnet(path);
        }

        using var hdf = new HdfFile(bytes, path);
        return KerasModelReader.ReadHdf(hdf, path) is { } model ? Whole(path, options, model)
            : options.Sizes is null || options.Activations is null
                ? throw new FixtureException(
                    path,
                    "it has weights alone, without the model; --layers and --activations describe it, for example "
                        + "--layers 4-8-3 --activations tanh,softmax.")
            : ArrayNetwork.Of(
                "Keras weights", path, KerasWeightReader.Read(hdf, path), options.Sizes, options.Activations, options.Layout);
    }

    private static ImportedModel FromArrays(string kind, string path, IReadOnlyList<Tensor> arrays, ModelOptions options)
        => ArrayNetwork.Of(
            kind, path, ArrayNames.Layers(path, arrays, options.Map), options.Sizes, options.Activations, options.Layout);

    /// <summary>A file with a whole model says everything by itself.</summary>
    private static ImportedModel Whole(string path, ModelOptions options, ImportedModel model)
    {
        int[] sizes = [model.Network.Inputs, .. model.Network.Layers.Select(layer => layer.Units)];
        string? option = options.Sizes is { } asked && !asked.SequenceEqual(sizes) ? "--layers"
            : options.Activations is not null ? "--activations"
            : options.Layout is not null ? "--kernel"
            : options.Map.Count > 0 ? "--map"
            : null;
        return option is null ? model : throw new FixtureException(
            path, $"the file has a whole model, {string.Join('-', sizes)}, so {option} cannot say anything else. Leave it out.");
    }
}
