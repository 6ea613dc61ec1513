using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Import.Arrays;
using BackpropCrossCheck.Import.Models;

namespace BackpropCrossCheck.Import.Tests.PyTorch;

/// <summary>Models that PyTorch writes while the tests run, with the gradients that PyTorch gets. Without PyTorch these tests are
/// skipped.</summary>
public sealed class TorchModelTest
{
    private static readonly Dictionary<string, Activation[]> Activations = new()
    {
        ["chain"] = [new LeakyRelu(0.2f), new Elu(0.7f), new Softplus(), new Softsign(), new Linear()],
        ["classifier"] = [new Tanh(), new Softmax()],
        ["sigmoid"] = [new Sigmoid(), new Relu(), new Sigmoid()],
        ["smooth"] = [new Swish(), new Gelu(), new Linear()],
        ["steps"] = [new GeluTanh(), new Relu6(), new Linear()],
        ["products"] = [new Tanh(), new Linear()],
        ["mnist"] = [new Relu(), new Tanh(), new Softmax()],
    };

    private static readonly ArrayPlace[] Products = [new(1, false, "first"), new(2, false, "second"), new(2, true, "offset")];

    private TemporaryFolder? _folder;

    private static IEnumerable<TestCaseData> Files
        => from name in Activations.Keys
           from ending in (string[])["onnx", "safetensors", "npz"]
           select new TestCaseData(name, ending);

    [OneTimeSetUp]
    public void WriteModels()
    {
        if (PythonProgram.With("torch, numpy") is not { } python)
        {
            Assert.Ignore("There is no Python with PyTorch on this machine.");
            return;
        }

        _folder = new TemporaryFolder();
        python.Run(ModelPath.Script("torch_models.py"), _folder.Root);
    }

    [OneTimeTearDown]
    public void DeleteModels() => _folder?.Dispose();

    [TestCaseSource(nameof(Files))]
    public void Gradients_OfAnImportedModel_ArePyTorchs(string name, string ending)
    {
        ImportedModel model = Read(name, ending);
        var recorded = new RecordedRun(_folder!.Of($"{name}.recorded.json"));

        ResultComparison comparison = recorded.Compare(recorded.FixtureOf(model));

        Assert.That(comparison.Discrepancies, Is.Zero);
        Assert.That(comparison.Undecidable, Is.AtMost(comparison.Numbers / 100));
        Assert.That(model.Network.Layers.Select(layer => layer.Activation), Is.EqualTo(Activations[name]));
    }

    /// <summary>The rejecting twin: all matrices of this model are square, and each is read the wrong way round.</summary>
    [Test]
    public void Gradients_OfTransposedWeights_AreNotPyTorchs()
    {
        Engine.Layer[] layers = [.. Read("sigmoid", "onnx").Network.Layers];
        layers[0] = layers[0].With(
            [.. Enumerable.Range(0, 16).Select(i => layers[0].Weights[(i % 4 * 4) + (i / 4)])], layers[0].CopyBias());
        var recorded = new RecordedRun(_folder!.Of("sigmoid.recorded.json"));
        var turned = new ImportedModel("ONNX", new Engine.Network(layers), ["1", "2", "3"], []);

        Assert.That(recorded.Compare(recorded.FixtureOf(turned)).Discrepancies, Is.AtLeast(20));
    }

    [TestCase("convolution.onnx", "Conv")]
    [TestCase("norm.onnx", "BatchNormalization")]
    [TestCase("branch.onnx", "Add")]
    [TestCase("convolution.safetensors", "2×1×3×3")]
    [TestCase("norm.safetensors", "running_")]
    public void Model_ThatIsNoChainOfDenseLayers_IsRefusedByName(string file, string named)
        => Assert.That(
            () => ModelFile.Read(_folder!.Of(file), new ModelOptions { Limit = 1, Activations = [new Linear()] }),
            Throws.TypeOf<FixtureException>().With.Message.Contains(named));

    [Test]
    public void Weights_WhoseNamesAndSizesDoNotTell_AskForKernelOrMap()
    {
        var options = new ModelOptions { Limit = 1, Activations = [new Tanh(), new Linear()] };

        Assert.That(
            () => ModelFile.Read(_folder!.Of("products.npz"), options),
            Throws.TypeOf<FixtureException>().With.Message.Contains("--map 1.weights=NAME"));
    }

    private ImportedModel Read(string name, string ending) => ModelFile.Read(_folder!.Of($"{name}.{ending}"), new ModelOptions
    {
        Limit = 16,
        Activations = ending == "onnx" ? null : Activations[name],
        Map = ending != "onnx" && name == "products" ? Products : [],
    });
}
