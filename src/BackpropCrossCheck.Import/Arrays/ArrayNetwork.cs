using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Import.Models;
using BackpropCrossCheck.Import.Tensors;

namespace BackpropCrossCheck.Import.Arrays;

/// <summary>Makes a network of arrays alone. Which way round a matrix lies is told by its name, by the sizes, or by the user, and never
/// guessed.</summary>
internal static class ArrayNetwork
{
    private const string Can = "Matrices with at most one bias each, in the order of the layers, can be imported.";
    private const string KernelOption = "--kernel units-by-inputs (as PyTorch) or --kernel inputs-by-units (as Keras) says which.";

    /// <summary>The network.</summary>
    /// <param name="kind">What the file is.</param>
    /// <param name="file">Its path, for errors.</param>
    /// <param name="layers">The arrays, input side first.</param>
    /// <param name="sizes">The sizes of the layers, inputs first, as the user gives them; null if not.</param>
    /// <param name="activations">An activation for each layer, as the user gives them; null if not.</param>
    /// <param name="asked">How matrices lie, as the user says; null if not.</param>
    /// <exception cref="FixtureException">The arrays do not fit each other or what is said of them, or leave something open.</exception>
    public static ImportedModel Of(
        string kind,
        string file,
        IReadOnlyList<LayerArrays> layers,
        IReadOnlyList<int>? sizes,
        IReadOnlyList<Activation>? activations,
        KernelLayout? asked)
    {
        foreach (LayerArrays layer in layers)
        {
            if (layer.Weights.Rank != 2)
            {
                throw ModelFault.Of(
                    file, layer.Weights.Name, layer.Weights.ShapeText, "a matrix is expected here, and this is no dense layer's.", Can);
            }
        }

        KernelLayout layout = LayoutOf(file, layers, sizes, asked);
        if (activations is null || activations.Count != layers.Count)
        {
            throw new FixtureException(
                file,
                $"the file has the weights of {Wording.Count(layers.Count, "layer")} ({SizesOf(layers, layout)}) and no activations"
                    + (activations is null ? "; " : $", and {activations.Count} were given; ")
                    + $"--activations names one for each layer, for example --activations {string.Join(',', Example(layers.Count))}.");
        }

        var chain = new LayerChain(file, Can);
        foreach ((LayerArrays layer, Activation activation) in layers.Zip(activations))
        {
            Tensor weights = layout == KernelLayout.UnitsByInputs ? layer.Weights : layer.Weights.Transposed();
            chain.Add(layer.Name, layer.Weights.Name, weights, layer.Bias, activation);
        }

        return chain.Finish(kind);
    }

    private static KernelLayout LayoutOf(
        string file, IReadOnlyList<LayerArrays> layers, IReadOnlyList<int>? sizes, KernelLayout? asked)
    {
        KernelLayout[] fitting = [.. Enum.GetValues<KernelLayout>().Where(layout => Fits(layers, sizes, layout))];
        KernelLayout[] named = [.. layers.Select(layer => layer.Named).OfType<KernelLayout>().Distinct()];
        KernelLayout? wanted = asked ?? (named.Length == 1 ? named[0] : null);
        string found = string.Join(", ", layers.Select(layer => layer.Bias is { } bias
            ? $"{Wording.Quote(layer.Weights.Name)} {layer.Weights.ShapeText} with {Wording.Quote(bias.Name)} {bias.ShapeText}"
            : $"{Wording.Quote(layer.Weights.Name)} {layer.Weights.ShapeText}"));
        string what = sizes is null ? "form a chain of layers" : $"fit --layers {string.Join('-', sizes)}";
        return fitting.Length == 0
                ? throw new FixtureException(file, $"its arrays do not {what}: {found}. {Can}")
            : wanted is { } one
                ? fitting.Contains(one) ? one : throw new FixtureException(
                    file,
                    $"read {WordOf(one)}, as {(asked is null ? "their names say" : "--kernel says")}, its arrays do not fit each other; "
                        + $"read {WordOf(fitting[0])} they do: {found}. {KernelOption}")
            : fitting.Length == 1 ? fitting[0]
            : throw new FixtureException(
                file, $"its matrices fit either way round, and their names do not tell: {found}. {KernelOption}");
    }

    private static bool Fits(IReadOnlyList<LayerArrays> layers, IReadOnlyList<int>? sizes, KernelLayout layout)
    {
        (int Inputs, int Units)[] shapes = [.. layers.Select(layer => ShapeOf(layer, layout))];
        return layers.Zip(shapes).All(pair => pair.First.Bias is null || pair.First.Bias.Values.Length == pair.Second.Units)
            && shapes.Zip(shapes.Skip(1)).All(pair => pair.First.Units == pair.Second.Inputs)
            && (sizes is null || sizes.SequenceEqual([shapes[0].Inputs, .. shapes.Select(shape => shape.Units)]));
    }

    private static (int Inputs, int Units) ShapeOf(LayerArrays layer, KernelLayout layout) => layout switch
    {
        KernelLayout.UnitsByInputs => (layer.Weights.Shape[1], layer.Weights.Shape[0]),
        KernelLayout.InputsByUnits => (layer.Weights.Shape[0], layer.Weights.Shape[1]),
    };

    private static string WordOf(KernelLayout layout) => layout switch
    {
        KernelLayout.UnitsByInputs => "with a row for each unit",
        KernelLayout.InputsByUnits => "with a row for each input",
    };

    private static string SizesOf(IReadOnlyList<LayerArrays> layers, KernelLayout layout)
        => string.Join('-', [ShapeOf(layers[0], layout).Inputs, .. layers.Select(layer => ShapeOf(layer, layout).Units)]);

    private static IEnumerable<string> Example(int layers) => [.. Enumerable.Repeat("tanh", layers - 1), "linear"];
}
