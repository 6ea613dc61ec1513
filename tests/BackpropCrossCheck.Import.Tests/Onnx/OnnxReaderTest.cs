using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Import.Models;
using BackpropCrossCheck.Import.Onnx;
using BackpropCrossCheck.Import.Onnx.Messages;
using Google.Protobuf;
using Message = BackpropCrossCheck.Import.Onnx.Messages.Array;

namespace BackpropCrossCheck.Import.Tests.Onnx;

/// <summary>What an ONNX graph may say, and what is refused.</summary>
public sealed class OnnxReaderTest
{
    private static readonly float[] Six = [1, 2, 3, 4, 5, 6];

    [Test]
    public void Gemm_WithFactors_MultipliesThemIn()
    {
        ImportedModel model = Read(Gemm(("alpha", 2, 0), ("beta", 3, 0), ("transB", 0, 1)));
        Layer layer = model.Network.Layers[0];

        Assert.That(layer.Weights.ToArray(), Is.EqualTo(new double[] { 2, 4, 6, 8, 10, 12 }));
        Assert.That(layer.Bias.ToArray(), Is.EqualTo(new double[] { 30, 60 }));
        Assert.That(model.Notes, Has.Some.StartsWith("alpha of the step \"g\"").And.Some.StartsWith("beta of the step \"g\""));
    }

    [Test]
    public void Gemm_WithoutTransB_HasInputsByUnits()
    {
        Graph graph = Gemm();
        graph.Arrays[0].Shape.Clear();
        graph.Arrays[0].Shape.AddRange([3, 2]);

        Assert.That(Read(graph).Network.Layers[0].Weights.ToArray(), Is.EqualTo(new double[] { 1, 3, 5, 2, 4, 6 }));
    }

    [Test]
    public void Numbers_InEveryField_AreTheSame()
    {
        var doubles = new Message { Name = "w", Type = 11, Shape = { 2, 3 }, Doubles = { 1, 2, 3, 4, 5, 6 } };
        byte[] bytes = new byte[24];
        Buffer.BlockCopy(Six, 0, bytes, 0, bytes.Length);
        var raw = new Message { Name = "w", Type = 1, Shape = { 2, 3 }, Bytes = ByteString.CopyFrom(bytes) };
        var half = new Message { Name = "w", Type = 10, Shape = { 2, 3 } };
        half.Integers.AddRange(Six.Select(value => (int)BitConverter.HalfToUInt16Bits((Half)value)));
        foreach (Message array in new[] { doubles, raw, half })
        {
            Graph graph = Gemm(("transB", 0, 1));
            graph.Arrays[0] = array;

            Assert.That(Read(graph).Network.Layers[0].Weights.ToArray(), Is.EqualTo(new double[] { 1, 2, 3, 4, 5, 6 }));
        }
    }

    [Test]
    public void Constant_InTheGraph_IsAnArray()
    {
        Graph graph = Gemm(("transB", 0, 1));
        Message weights = graph.Arrays[0];
        graph.Arrays.RemoveAt(0);
        var value = new Setting { Name = "value", Array = weights };
        var constant = new Node { Operator = "Constant", Outputs = { "w" }, Settings = { value } };
        graph.Nodes.Insert(0, constant);

        Assert.That(Read(graph).Network.Inputs, Is.EqualTo(3));
    }

    [TestCase("Elu", "elu", 0.5)]
    [TestCase("LeakyRelu", "leaky-relu", 0.5)]
    public void Activation_WithAlpha_HasIt(string name, string ours, double alpha)
    {
        Activation found = Read(Followed(name, ("alpha", 0.5f, 0))).Network.Layers[0].Activation;

        Assert.That((found.Name, found.Alpha), Is.EqualTo((ours, alpha)));
    }

    [TestCase("Gelu", "gelu")]
    [TestCase("Softsign", "softsign")]
    [TestCase("Softmax", "softmax")]
    [TestCase("Identity", "linear")]
    [TestCase("Dropout", "linear")]
    public void Activation_OfOneOperator_IsRead(string name, string ours)
        => Assert.That(Read(Followed(name)).Network.Layers[0].Activation.Name, Is.EqualTo(ours));

    [TestCase("Conv", "\"next\" (Conv): a fixture cannot have it")]
    [TestCase("QuantizeLinear", "\"next\" (QuantizeLinear)")]
    [TestCase("Reshape", "\"next\" (Reshape)")]
    public void Operator_ThatAFixtureCannotHave_IsRefusedByName(string name, string said)
        => Assert.That(Fault(Followed(name)), Does.Contain(said).And.Contain("What can be imported"));

    [Test]
    public void Softmax_OverTheSamples_IsRefused()
        => Assert.That(Fault(Followed("Softmax", ("axis", 0, 0))), Does.Contain("\"next\" (Softmax)").And.Contain("last axis"));

    [Test]
    public void HardSigmoid_OfAnotherSlope_IsRefused()
        => Assert.That(Fault(Followed("HardSigmoid")), Does.Contain("alpha, beta or gamma"));

    [Test]
    public void Gemm_ThatTransposesItsInput_IsRefused()
        => Assert.That(Fault(Gemm(("transA", 0, 1))), Does.Contain("\"g\" (Gemm)").And.Contain("transA"));

    [Test]
    public void Graph_OfSeveralInputs_IsRefused()
    {
        Graph graph = Gemm(("transB", 0, 1));
        graph.Inputs.Add(new Value { Name = "more" });

        Assert.That(Fault(graph), Does.Contain("2 inputs and 1 output"));
    }

    [Test]
    public void Input_OfADynamicShape_IsRefused()
    {
        Graph graph = Gemm(("transB", 0, 1));
        graph.Inputs[0].Type = new BackpropCrossCheck.Import.Onnx.Messages.Type
        {
            Tensor = new TensorType { Shape = new Shape { Lengths = { new Length(), new Length { Variable = "width" } } } },
        };

        Assert.That(Fault(graph), Does.Contain("dynamic shape").And.Contain("\"width\""));
    }

    [Test]
    public void Numbers_InAnotherFile_AreNotRead()
    {
        Graph graph = Gemm(("transB", 0, 1));
        graph.Arrays[0].Place = 1;

        Assert.That(Fault(graph), Does.Contain("\"w\": its numbers are in another file"));
    }

    [Test]
    public void Numbers_OfQuantisedWeights_AreRefused()
    {
        Graph graph = Gemm(("transB", 0, 1));
        graph.Arrays[0].Type = 3;

        Assert.That(Fault(graph), Does.Contain("\"w\"").And.Contain("Quantised"));
    }

    [Test]
    public void Numbers_FewerThanTheShapeSays_AreRefused()
    {
        Graph graph = Gemm(("transB", 0, 1));
        graph.Arrays[0].Floats.RemoveAt(0);

        Assert.That(Fault(graph), Does.Contain("5 numbers were found for 2×3"));
    }

    private static Graph Gemm(params (string Name, float Real, long Integer)[] settings) => new()
    {
        Inputs = { new Value { Name = "x" } },
        Outputs = { new Value { Name = "y" } },
        Arrays =
        {
            new Message { Name = "w", Type = 1, Shape = { 2, 3 }, Floats = { Six } },
            new Message { Name = "b", Type = 1, Shape = { 2 }, Floats = { 10, 20 } },
        },
        Nodes = { Step("Gemm", "g", ["x", "w", "b"], "y", settings) },
    };

    private static Graph Followed(string name, params (string Name, float Real, long Integer)[] settings)
    {
        Graph graph = Gemm(("transB", 0, 1));
        graph.Nodes[0].Outputs[0] = "a";
        graph.Nodes.Add(Step(name, "next", ["a"], "y", settings));
        return graph;
    }

    private static Node Step(
        string name, string label, string[] inputs, string output, (string Name, float Real, long Integer)[] settings)
    {
        var node = new Node { Operator = name, Name = label, Inputs = { inputs }, Outputs = { output } };
        node.Settings.AddRange(settings.Select(
            setting => new Setting { Name = setting.Name, Real = setting.Real, Integer = setting.Integer }));
        return node;
    }

    private static ImportedModel Read(Graph graph) => OnnxReader.Read(new Model { Graph = graph }.ToByteArray(), "model.onnx");

    private static string Fault(Graph graph) => Assert.Throws<FixtureException>(() => Read(graph))!.Message;
}
