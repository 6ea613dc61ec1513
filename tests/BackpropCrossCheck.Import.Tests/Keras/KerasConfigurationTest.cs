using System.IO.Compression;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Import.Building;
using BackpropCrossCheck.Import.Models;

namespace BackpropCrossCheck.Import.Tests.Keras;

/// <summary>What a configuration may say, and what is refused. The weights are always those of the paper's network, 2-3-2 without
/// biases.</summary>
public sealed class KerasConfigurationTest
{
    private const string Input = """{"class_name":"InputLayer","config":{"name":"in","batch_input_shape":[null,2]}}""";
    private const string First = """{"class_name":"Dense","config":{"name":"first","units":3,"activation":"linear","use_bias":false}}""";
    private const string Last = """{"class_name":"Dense","config":{"name":"last","units":2,"activation":"linear","use_bias":false}}""";

    private static readonly string[] Reductions = ["sum_over_batch_size", "sum"];

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("""{"class_name":"Activation","config":{"name":"a","activation":"softplus"}}""", "softplus", null)]
    [TestCase("""{"class_name":"Activation","config":{"name":"a","activation":"silu"}}""", "swish", null)]
    [TestCase("""{"class_name":"Activation","config":{"name":"a","activation":"leaky_relu"}}""", "leaky-relu", 0.2)]
    [TestCase("""{"class_name":"ReLU","config":{"name":"a","max_value":null,"negative_slope":0.0,"threshold":0.0}}""", "relu", null)]
    [TestCase("""{"class_name":"ReLU","config":{"name":"a","negative_slope":0.5,"threshold":0.0}}""", "leaky-relu", 0.5)]
    [TestCase("""{"class_name":"LeakyReLU","config":{"name":"a","alpha":0.25}}""", "leaky-relu", 0.25)]
    [TestCase("""{"class_name":"LeakyReLU","config":{"name":"a","negative_slope":0.125}}""", "leaky-relu", 0.125)]
    [TestCase("""{"class_name":"ELU","config":{"name":"a","alpha":2.0}}""", "elu", 2.0)]
    [TestCase("""{"class_name":"Softmax","config":{"name":"a","axis":-1}}""", "softmax", null)]
    [TestCase("""{"class_name":"Dropout","config":{"name":"a","rate":0.5}}""", "linear", null)]
    [TestCase("""{"class_name":"GaussianNoise","config":{"name":"a","stddev":0.5}}""", "linear", null)]
    public void Layer_AfterADenseOne_GivesItItsActivation(string layer, string name, double? alpha)
    {
        Activation found = Read(Sequential(Input, First, layer, Last)).Network.Layers[0].Activation;

        Assert.That((found.Name, found.Alpha), Is.EqualTo((name, alpha)));
    }

    [TestCase("""{"class_name":"Conv2D","config":{"name":"picture","filters":2}}""", "\"picture\" (Conv2D)", "Dense")]
    [TestCase("""{"class_name":"BatchNormalization","config":{"name":"norm"}}""", "\"norm\" (BatchNormalization)", "Dense")]
    [TestCase("""{"class_name":"Sequential","config":{"name":"inner","layers":[]}}""", "\"inner\" (Sequential)", "Dense")]
    [TestCase(
        """{"class_name":"Activation","config":{"name":"a","activation":"exponential"}}""", "\"a\" (Activation)", "\"exponential\"")]
    [TestCase(
        """{"class_name":"Activation","config":{"name":"a","activation":"hard_sigmoid"}}""", "\"a\" (Activation)", "0.2·a + 0.5")]
    [TestCase("""{"class_name":"ReLU","config":{"name":"a","max_value":5.0}}""", "\"a\" (ReLU)", "max_value")]
    [TestCase(
        """{"class_name":"Activation","config":{"name":"a","activation":{"class_name":"function","config":{"value":["4w"]}}}}""",
        "\"a\" (Activation)",
        "own code")]
    [TestCase("""{"class_name":"Softmax","config":{"name":"a","axis":0}}""", "\"a\" (Softmax)", "last axis")]
    [TestCase(
        """{"class_name":"Dense","config":{"name":"d","units":3,"use_bias":false,"quantization_config":{"mode":"int8"}}}""",
        "\"d\" (Dense)",
        "quantised")]
    [TestCase(
        """{"class_name":"Dense","config":{"name":"d","units":3}}""", "\"d\" (Dense)", "a kernel of 3 columns and a bias are expected")]
    public void Layer_ThatAFixtureCannotHave_IsRefusedByNameAndType(string layer, params string[] said)
    {
        FixtureException? fault = Fault(Sequential(Input, First, layer, Last));

        foreach (string part in said)
        {
            Assert.That(fault!.Message, Does.Contain(part));
        }
    }

    [Test]
    public void Activation_AfterAnother_IsRefused()
        => Assert.That(
            Fault(Sequential(First, Activation("t", "tanh"), Activation("s", "sigmoid"), Last))!.Message,
            Does.Contain("layer \"s\" (Activation)").And.Contain("has the activation tanh already"));

    [Test]
    public void Activation_BeforeAnyWeights_IsRefused()
        => Assert.That(Fault(Sequential(Input, Activation("t", "tanh"), First))!.Message, Does.Contain("comes before any matrix"));

    [Test]
    public void Flatten_OfTheInput_IsNotedAndTaken()
    {
        ImportedModel model = Read(Sequential(Input.Replace("[null,2]", "[null,1,2]", StringComparison.Ordinal), Flatten, First, Last));

        Assert.That(model.Network.Inputs, Is.EqualTo(2));
        Assert.That(model.Notes, Has.Some.Contains("1×2"));
    }

    [TestCase("[null,1,2]", "the shape 1×2")]
    [TestCase("[null,null]", "dynamic")]
    [TestCase("[null,3]", "its input has 3 numbers, but its kernel 2 rows")]
    public void Input_OfAnotherShape_IsRefused(string shape, string said)
        => Assert.That(
            Fault(Sequential(Input.Replace("[null,2]", shape, StringComparison.Ordinal), First, Last))!.Message, Does.Contain(said));

    [TestCase("""[[["in",0,0,{}]]]""", """[[["first",0,0,{}]]]""", """[["last",0,0]]""")]
    [TestCase(
        """[{"args":[{"class_name":"__keras_tensor__","config":{"keras_history":["in",0,0]}}],"kwargs":{}}]""",
        """[{"args":[{"class_name":"__keras_tensor__","config":{"keras_history":["first",0,0]}}],"kwargs":{"mask":null}}]""",
        """["last",0,0]""")]
    public void Functional_OfOneChain_IsRead(string first, string last, string outputs)
        => Assert.That(Read(Functional(first, last, outputs)).LayerNames, Is.EqualTo(new[] { "first", "last" }));

    [TestCase(
        """[[["in",0,0,{}]]]""",
        """[[["first",0,0,{}],["in",0,0,{}]]]""",
        """[["last",0,0]]""",
        "\"last\" (Dense): it takes the output of 2")]
    [TestCase("""[[["in",0,0,{}]]]""", """[[["in",0,0,{}]]]""", """[["last",0,0]]""", "\"in\" (InputLayer): 2 layers take its output")]
    [TestCase("""[[["in",0,0,{}]]]""", """[[["first",0,0,{}]]]""", """[["first",0,0],["last",0,0]]""", "one output")]
    [TestCase("[]", """[[["first",0,0,{}]]]""", """[["last",0,0]]""", "the model has 2 inputs")]
    [TestCase("""[[["last",0,0,{}]]]""", """[[["first",0,0,{}]]]""", """[["last",0,0]]""", "one chain")]
    public void Functional_WithBranches_IsRefused(string first, string last, string outputs, string said)
        => Assert.That(Fault(Functional(first, last, outputs))!.Message, Does.Contain(said));

    [Test]
    public void Model_OfAnotherClass_IsRefused()
        => Assert.That(
            Fault("""{"class_name":"MyModel","config":{}}""")!.Message, Does.Contain("\"MyModel\"").And.Contain("Sequential"));

    [TestCase("MeanSquaredError", "squared-error", Reduction.MeanOverElements, Reduction.MeanOverOutputs)]
    [TestCase("BinaryCrossentropy", "binary-cross-entropy", Reduction.MeanOverElements, Reduction.MeanOverOutputs)]
    [TestCase("CategoricalCrossentropy", "categorical-cross-entropy", Reduction.MeanOverSamples, Reduction.Sum)]
    public void Loss_OfTheModel_BecomesThatOfTheFixture(string keras, string term, Reduction mean, Reduction sum)
    {
        foreach ((string reduction, Reduction expected) in Reductions.Zip([mean, sum]))
        {
            SavedLoss loss = Read(Compiled($$$$"""{"class_name":"{{{{keras}}}}","config":{"reduction":"{{{{reduction}}}}"}}""")).Loss!;

            Assert.That((loss.Loss!.Value.Term.Name, loss.Loss.Value.Reduction), Is.EqualTo((term, expected)));
        }
    }

    [TestCase("\"cosine_similarity\"")]
    [TestCase("""{"class_name":"CategoricalCrossentropy","config":{"label_smoothing":0.1}}""")]
    [TestCase("""{"class_name":"MeanSquaredError","config":{"reduction":"none"}}""")]
    public void Loss_ThatNoFixtureHas_AsksForOne(string loss)
    {
        ImportedModel model = Read(Compiled(loss));
        var request = new FixtureRequest { File = "model", Name = "model", Samples = 2 };

        Assert.That(() => FixtureBuilder.Of(model, request), Throws.TypeOf<FixtureException>().With.Message.Contains("--loss"));
        Assert.That(FixtureBuilder.Of(model, request with { Loss = Loss.MeanSquaredError }).Loss, Is.EqualTo(Loss.MeanSquaredError));
    }

    [TestCase("""{"class_name":"CategoricalCrossentropy","config":{"label_smoothing":0.1}}""", " with label_smoothing")]
    [TestCase("""{"class_name":"MeanSquaredError","config":{"reduction":"none"}}""", " with these settings")]
    [TestCase("\"poisson\"", "")]
    [TestCase("""["mse","mae"]""", "")]
    public void Loss_ThatNoFixtureHas_SaysWhatItIs(string loss, string settings)
    {
        SavedLoss saved = Read(Compiled(loss)).Loss!;

        Assert.That((saved.Loss, saved.Settings), Is.EqualTo(((Loss?)null, settings)));
    }

    [TestCase("""["mse"]""", "squared-error")]
    [TestCase("""{"last":"kld"}""", "kullback-leibler")]
    [TestCase("""{"last":{"class_name":"BinaryCrossentropy","config":{}}}""", "binary-cross-entropy")]
    [TestCase("\"bce\"", "binary-cross-entropy")]
    public void Loss_OfTheOneOutputOrByAShortName_IsFound(string loss, string term)
        => Assert.That(Read(Compiled(loss)).Loss!.Loss!.Value.Term.Name, Is.EqualTo(term));

    [Test]
    public void Loss_HuberWithADelta_HasIt()
    {
        LossTerm term = Read(Compiled("""{"class_name":"Huber","config":{"delta":2.5}}""")).Loss!.Loss!.Value.Term;

        Assert.That((term.Name, term.Delta), Is.EqualTo(("huber", 2.5)));
    }

    [TestCase("[2.0]", true)]
    [TestCase("null", false)]
    public void LossWeights_OfTheModel_AreNoted(string weights, bool noted)
    {
        IReadOnlyList<string> notes = Read(Compiled($"\"mse\",\"loss_weights\":{weights}")).Notes;

        Assert.That(notes.Any(note => note.Contains("loss_weights", StringComparison.Ordinal)), Is.EqualTo(noted));
    }

    [TestCase("\"float16\"", "float16")]
    [TestCase("""{"class_name":"Policy","config":{"name":"mixed_float16"}}""", "mixed_float16")]
    public void Layer_ThatCalculatesInHalfPrecision_IsNoted(string dtype, string format)
        => Assert.That(
            Read(Sequential(Input, Configured(First, $"\"dtype\":{dtype}"), Last)).Notes,
            Has.Some.StartWith($"The layer \"first\" calculates in {format}"));

    [TestCase("CategoricalCrossentropy", "softmax")]
    [TestCase("BinaryCrossentropy", "sigmoid")]
    public void Loss_ThatTakesLogits_GivesTheLastLayerItsActivation(string loss, string activation)
    {
        ImportedModel model = Read(Compiled($$$$"""{"class_name":"{{{{loss}}}}","config":{"from_logits":true}}"""));
        Fixture fixture = FixtureBuilder.Of(model, new FixtureRequest { File = "model", Name = "model", Samples = 2 });

        Assert.That(fixture.Network.Layers[^1].Activation.Name, Is.EqualTo(activation));
        Assert.That(fixture.Description, Does.Contain("takes logits"));
    }

    [Test]
    public void Regularizer_OfALayer_IsNoted()
    {
        string regularized = First.Replace(
            "\"units\"", "\"kernel_regularizer\":{\"class_name\":\"L2\"},\"units\"", StringComparison.Ordinal);

        Assert.That(Read(Sequential(regularized, Last)).Notes, Has.Some.Contains("kernel_regularizer of the layer \"first\" is left out"));
    }

    [TestCase("L2", "0.25", "", 0.25, 0.0)]
    [TestCase("L1", "", "0.5", 0.0, 0.5)]
    [TestCase("L1L2", "0.25", "0.5", 0.25, 0.5)]
    [TestCase("L2", "", "", 0.01, 0.0)]
    [TestCase("L1L2", "", "", 0.0, 0.0)]
    public void Regularizer_OfEveryLayer_BecomesThatOfTheFixture(string kind, string l2, string l1, double squares, double magnitudes)
    {
        string regularizer = Regularizer("kernel", kind, l2, l1);
        ImportedModel model = Read(Sequential(Configured(First, regularizer), Configured(Last, regularizer)));
        Fixture fixture = FixtureBuilder.Of(model, new FixtureRequest { File = "model", Name = "model", Samples = 2 });

        Assert.That(fixture.Regularization, Is.EqualTo(new Regularization(squares, magnitudes)));
        Assert.That(
            model.Notes.Any(note => note.Contains("has the model's regularization of the weights (", StringComparison.Ordinal)),
            Is.EqualTo(squares + magnitudes > 0));
    }

    [TestCase("null", "is left out", "the weights of the layer \"last\" have none, the weights of the layer \"first\" l2 0.25")]
    [TestCase("\"L1\"", "is left out", "the weights of the layer \"last\" have l1 0.01")]
    [TestCase("\"OrthogonalRegularizer\"", "is left out", "of the layer \"last\" (OrthogonalRegularizer) is not the L1, L2 or L1L2")]
    [TestCase("{\"class_name\":\"L2\",\"config\":{\"l2\":-1}}", "is left out", "\"last\" (L2) is not")]
    [TestCase("{\"class_name\":\"L2\",\"config\":{\"l2\":0.25}},\"activity_regularizer\":\"l2\"", "is left out", "not outputs")]
    public void Regularizers_ThatAFixtureCannotHave_AreLeftOutAndNamed(string last, params string[] said)
    {
        ImportedModel model = Read(Sequential(
            Configured(First, Regularizer("kernel", "L2", "0.25", "")), Configured(Last, $"\"kernel_regularizer\":{last}")));

        Assert.That(model.Regularization.IsNone, Is.True);
        foreach (string part in said.Append("kernel_regularizer of the layer \"first\""))
        {
            Assert.That(model.Notes, Has.Some.Contains(part));
        }
    }

    [Test]
    public void Regularizer_OfABiasThatIsNotThere_IsIgnored()
    {
        string regularizer = Regularizer("bias", "L2", "0.25", "");

        Assert.That(Read(Sequential(Configured(First, regularizer), Last)).Regularization.IsNone, Is.True);
    }

    private const string Flatten = """{"class_name":"Flatten","config":{"name":"flat","data_format":"channels_last"}}""";

    private static string Activation(string name, string activation)
        => $$$$"""{"class_name":"Activation","config":{"name":"{{{{name}}}}","activation":"{{{{activation}}}}"}}""";

    private static string Sequential(params string[] layers)
        => $$$$"""{"class_name":"Sequential","config":{"layers":[{{{{string.Join(',', layers)}}}}]}}""";

    private static string Compiled(string loss)
        => $$$$"""{"class_name":"Sequential","config":{"layers":[{{{{First}}}},{{{{Last}}}}]},"compile_config":{"loss":{{{{loss}}}}}}""";

    private static string Regularizer(string of, string kind, string l2, string l1)
    {
        string[] strengths = [l2.Length > 0 ? $"\"l2\":{l2}" : "", l1.Length > 0 ? $"\"l1\":{l1}" : ""];
        string config = string.Join(',', strengths.Where(part => part.Length > 0));
        return $"\"{of}_regularizer\":{{\"module\":\"keras.regularizers\",\"class_name\":\"{kind}\",\"config\":{{{config}}}}}";
    }

    private static string Configured(string layer, string more)
        => layer.Replace("\"units\"", $"{more},\"units\"", StringComparison.Ordinal);

    private static string Functional(string first, string last, string outputs)
        => $$$$"""{"class_name":"Functional","config":{"layers":[{{{{With(Input, "[]")}}}},{{{{With(First, first)}}}},"""
            + $$$$"""{{{{With(Last, last)}}}}],"""
            + $$$$""" "output_layers":{{{{outputs}}}}}}""";

    private static string With(string layer, string inbound) => $$$$"""{{{{layer[..^1]}}}},"inbound_nodes":{{{{inbound}}}}}""";

    private FixtureException? Fault(string configuration) => Assert.Throws<FixtureException>(() => Read(configuration));

    private ImportedModel Read(string configuration)
    {
        byte[] bytes = File.ReadAllBytes(ModelPath.Of("tensorflow-2.15.1", "paper.keras"));
        using var copy = new MemoryStream();
        copy.Write(bytes);
        using (var archive = new ZipArchive(copy, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.GetEntry("config.json")!.Delete();
            using var writer = new StreamWriter(archive.CreateEntry("config.json").Open());
            writer.Write(configuration);
        }

        return ModelFile.Read(_folder.Write("model.keras", copy.ToArray()), new ModelOptions { Limit = 1 });
    }
}
