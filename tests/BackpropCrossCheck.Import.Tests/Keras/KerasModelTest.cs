using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Import.Models;

namespace BackpropCrossCheck.Import.Tests.Keras;

/// <summary>Models that TensorFlow 2.15.1 (Keras 2.15) and 2.21.0 (Keras 3) saved, with the gradients that TensorFlow got.</summary>
public sealed class KerasModelTest
{
    private static readonly string[] Versions = ["tensorflow-2.15.1", "tensorflow-2.21.0"];

    private static IEnumerable<TestCaseData> Files
        => from version in Versions
           from model in (string[])["paper", "classifier"]
           from ending in (string[])["keras", "h5", "weights.h5"]
           select new TestCaseData(version, model, ending);

    [TestCaseSource(nameof(Files))]
    public void Gradients_OfAnImportedModel_AreTensorFlows(string version, string model, string ending)
    {
        var recorded = new RecordedRun(ModelPath.Of(version, $"{model}.recorded.json"));
        ResultComparison comparison = recorded.Compare(recorded.FixtureOf(Read(version, $"{model}.{ending}")));

        Assert.That(comparison.Discrepancies, Is.Zero);
        Assert.That(comparison.Undecidable, Is.Zero);
        Assert.That(comparison.Numbers, Is.EqualTo(model == "paper" ? 15 : 131));
    }

    /// <summary>The rejecting twin: the same numbers against a model whose weights are another's.</summary>
    [Test]
    public void Gradients_OfAnotherModel_AreNotTensorFlows()
    {
        var recorded = new RecordedRun(ModelPath.Of(Versions[0], "classifier.recorded.json"));
        ResultComparison comparison = recorded.Compare(recorded.FixtureOf(Read(Versions[1], "classifier.keras")));

        Assert.That(comparison.Discrepancies, Is.AtLeast(100));
    }

    [TestCase("keras")]
    [TestCase("h5")]
    public void Model_OfTheClassifier_IsRead(string ending)
    {
        ImportedModel model = Read(Versions[0], $"classifier.{ending}");

        Assert.That(model.Kind, Is.EqualTo("Keras 2.15.0"));
        Assert.That(model.LayerNames, Is.EqualTo(new[] { "dense", "dense_1", "dense_2" }));
        Assert.That(
            model.Network.Layers.Select(layer => layer.Activation), Is.EqualTo(new Activation[] { new Tanh(), new Relu(), new Softmax() }));
        Assert.That(model.Loss!.Name, Is.EqualTo("categorical_crossentropy"));
    }

    /// <summary>The weights are float32 and are written so that they read back as the same bits.</summary>
    [Test]
    public void Weights_OfAFixture_AreFloat32Exactly()
    {
        var recorded = new RecordedRun(ModelPath.Of(Versions[0], "classifier.recorded.json"));
        ImportedModel model = Read(Versions[0], "classifier.keras");
        Fixture fixture = recorded.FixtureOf(model);

        foreach ((Engine.Layer read, Engine.Layer written) in model.Network.Layers.Zip(fixture.Network.Layers))
        {
            Assert.That(written.Weights.ToArray(), Is.EqualTo(read.Weights.ToArray()));
            Assert.That(written.Weights.ToArray(), Has.All.Matches<double>(value => (float)value == value));
        }
    }

    [Test]
    public void Weights_WithoutLayers_AskForThem()
        => Assert.That(
            () => ModelFile.Read(ModelPath.Of(Versions[0], "paper.weights.h5"), new ModelOptions { Limit = 1 }),
            Throws.TypeOf<FixtureException>().With.Message.Contains("--layers").And.Message.Contains("--activations"));

    [Test]
    public void Weights_WithOtherLayers_AreRefused()
    {
        var options = new ModelOptions { Limit = 1, Sizes = [2, 4, 2], Activations = [new Tanh(), new Linear()] };

        Assert.That(
            () => ModelFile.Read(ModelPath.Of(Versions[0], "paper.weights.h5"), options),
            Throws.TypeOf<FixtureException>().With.Message.Contains("--layers 2-4-2").And.Message.Contains("2×3"));
    }

    private static ImportedModel Read(string version, string file)
    {
        bool isWeights = file.EndsWith(".weights.h5", StringComparison.Ordinal);
        bool isPaper = file.StartsWith("paper", StringComparison.Ordinal);
        return ModelFile.Read(ModelPath.Of(version, file), new ModelOptions
        {
            Limit = 1,
            Sizes = !isWeights ? null : isPaper ? [2, 3, 2] : [4, 8, 6, 3],
            Activations = !isWeights ? null : isPaper ? [new Tanh(), new Linear()] : [new Tanh(), new Relu(), new Softmax()],
        });
    }
}
