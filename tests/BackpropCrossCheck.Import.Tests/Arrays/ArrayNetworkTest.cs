using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Import.Arrays;
using BackpropCrossCheck.Import.Models;
using BackpropCrossCheck.Import.Tensors;

namespace BackpropCrossCheck.Import.Tests.Arrays;

/// <summary>Networks of arrays alone: which array is which, and which way round a matrix lies.</summary>
public sealed class ArrayNetworkTest
{
    private const string File = "weights.npz";

    [Test]
    public void Matrices_OfPyTorchAndOfKeras_AreToldByTheirNames()
    {
        ImportedModel torch = Of([Matrix("0.weight", 2, 2), Vector("0.bias", 2)]);
        ImportedModel keras = Of([Matrix("dense/kernel:0", 2, 2), Vector("dense/bias:0", 2)]);

        Assert.That(torch.Network.Layers[0].Weights.ToArray(), Is.EqualTo(new double[] { 1, 2, 3, 4 }));
        Assert.That(keras.Network.Layers[0].Weights.ToArray(), Is.EqualTo(new double[] { 1, 3, 2, 4 }));
        Assert.That(torch.Network.Layers[0].HasBias && keras.Network.Layers[0].HasBias);
    }

    [Test]
    public void Matrices_WhoseNamesDoNotTell_AreToldByTheirSizes()
    {
        Assert.That(Of([Matrix("W1", 3, 2), Vector("b1", 3)]).Network.Inputs, Is.EqualTo(2));
        Assert.That(Of([Matrix("W1", 3, 2), Vector("b1", 2)]).Network.Inputs, Is.EqualTo(3));
        Assert.That(Of([Matrix("arr_0", 3, 2), Matrix("arr_1", 4, 3)]).Network.Outputs, Is.EqualTo(4));
        Assert.That(Of([Matrix("W1", 3, 2)], sizes: [2, 3]).Network.Inputs, Is.EqualTo(2));
    }

    [Test]
    public void Matrices_ThatFitEitherWay_AreNotGuessed()
    {
        Tensor[] square = [Matrix("W1", 2, 2), Vector("b1", 2)];

        Assert.That(
            () => Of(square),
            Throws.TypeOf<FixtureException>().With.Message.Contains("fit either way round").And.Message.Contains("--kernel"));
        Assert.That(
            Of(square, asked: KernelLayout.UnitsByInputs).Network.Layers[0].Weights.ToArray(), Is.EqualTo(new double[] { 1, 2, 3, 4 }));
        Assert.That(
            Of(square, asked: KernelLayout.InputsByUnits).Network.Layers[0].Weights.ToArray(), Is.EqualTo(new double[] { 1, 3, 2, 4 }));
    }

    [Test]
    public void Matrices_WhoseNamesContradictTheirSizes_AreRefused()
        => Assert.That(
            () => Of([Matrix("0.weight", 3, 2), Vector("0.bias", 2)]),
            Throws.TypeOf<FixtureException>().With.Message.Contains("as their names say").And.Message.Contains("\"0.weight\" 3×2"));

    [Test]
    public void Layers_InTheOrderOfTheirNames_CountNumbersAsNumbers()
    {
        Tensor[] layers = [.. Enumerable.Range(1, 11).Reverse().Select(i => Matrix($"fc{i}.weight", i + 1, i))];

        Assert.That(Of(layers).LayerNames, Is.EqualTo(Enumerable.Range(1, 11).Select(i => $"fc{i}")));
    }

    [Test]
    public void Layers_ThatFormNoChain_AreRefusedWithTheirSizes()
        => Assert.That(
            () => Of([Matrix("a.weight", 3, 2), Matrix("b.weight", 5, 4)]),
            Throws.TypeOf<FixtureException>().With.Message.Contains("do not form a chain").And.Message.Contains("\"b.weight\" 5×4"));

    [Test]
    public void Map_SaysWhichArrayIsWhich()
    {
        Tensor[] arrays = [Matrix("output", 4, 3), Matrix("hidden", 3, 2), Vector("offset", 3), Vector("unused", 9)];
        ArrayPlace[] map = [new(1, false, "hidden"), new(1, true, "offset"), new(2, false, "output")];

        ImportedModel model = Of(arrays, map);

        Assert.That((model.Network.Inputs, model.Network.Outputs), Is.EqualTo((2, 4)));
        Assert.That(model.Network.Layers.Select(layer => layer.HasBias), Is.EqualTo(new[] { true, false }));
    }

    [TestCase(1, "hiden", "did you mean \"hidden\"?")]
    [TestCase(3, "hidden", "nothing about the weights of layer 1")]
    public void Map_OfWhatIsNotThere_IsRefused(int layer, string name, string said)
        => Assert.That(
            () => Of([Matrix("hidden", 3, 2)], [new(layer, false, name)]), Throws.TypeOf<FixtureException>().With.Message.Contains(said));

    [Test]
    public void Activations_ThatAreMissing_AreAskedForWithTheSizes()
    {
        IReadOnlyList<LayerArrays> layers = ArrayNames.Layers(File, [Matrix("1.weight", 3, 2), Matrix("2.weight", 4, 3)], []);

        Assert.That(
            () => ArrayNetwork.Of("arrays", File, layers, null, null, null),
            Throws.TypeOf<FixtureException>().With.Message.Contains("2-3-4").And.Message.Contains("--activations tanh,linear"));
    }

    private static ImportedModel Of(
        IReadOnlyList<Tensor> arrays, IReadOnlyList<ArrayPlace>? map = null, KernelLayout? asked = null, IReadOnlyList<int>? sizes = null)
    {
        IReadOnlyList<LayerArrays> layers = ArrayNames.Layers(File, arrays, map ?? []);
        return ArrayNetwork.Of("arrays", File, layers, sizes, [.. layers.Select(_ => new Tanh())], asked);
    }

    private static Tensor Matrix(string name, int rows, int columns)
        => new(name, [rows, columns], [.. Enumerable.Range(1, rows * columns).Select(i => (double)i)]);

    private static Tensor Vector(string name, int length) => new(name, [length], new double[length]);
}
