using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Import.Models;
using BackpropCrossCheck.Import.Onnx.Messages;
using BackpropCrossCheck.Import.Tensors;
using Google.Protobuf;

namespace BackpropCrossCheck.Import.Onnx;

/// <summary>Reads ONNX models that are one chain of dense layers and activations.</summary>
internal sealed class OnnxReader
{
    private const string Can = "What can be imported is a chain of Gemm, MatMul with Add, Identity, Dropout, Flatten of the input, Relu, "
        + "LeakyRelu, Elu, Tanh, Sigmoid, Softplus, Softsign, Softmax over the units, Gelu, Selu, HardSigmoid, Mish, and Clip "
        + "to 0 and 6.";

    private const int SmallArray = 1024;

    private readonly string _file;
    private readonly LayerChain _chain;
    private readonly Dictionary<string, Messages.Array> _arrays = [];

    /// <summary>The shape of a sample; null where the file does not say it.</summary>
    private int[]? _shape;

    private OnnxReader(string file) => (_file, _chain) = (file, new LayerChain(file, Can));

    /// <summary>Reads a model.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its path, for errors.</param>
    /// <exception cref="FixtureException">The file is damaged, or cannot be a fixture.</exception>
    public static ImportedModel Read(byte[] bytes, string file)
    {
        try
        {
            var model = Model.Parser.ParseFrom(bytes);
            return new OnnxReader(file).Read(model.Graph ?? throw new FixtureException(
                file, "there is no graph in it; it is damaged or cut off, or no ONNX file."));
        }
        catch (InvalidProtocolBufferException fault)
        {
            throw new FixtureException(file, $"it is damaged or cut off, or no ONNX file: {fault.Message}", inner: fault);
        }
    }

    private ImportedModel Read(Graph graph)
    {
        foreach (Messages.Array array in graph.Arrays)
        {
            _arrays[array.Name] = array;
        }

        if (graph.SparseArrays.Count > 0)
        {
            throw new FixtureException(_file, $"its weights are sparse, which cannot be imported. {Can}");
        }

        // Old files list the weights among the inputs.
        Value[] inputs = [.. graph.Inputs.Where(input => !_arrays.ContainsKey(input.Name))];
        if (inputs.Length != 1 || graph.Outputs.Count != 1)
        {
            throw new FixtureException(
                _file,
                $"the model has {Wording.Count(inputs.Length, "input")} and {Wording.Count(graph.Outputs.Count, "output")}; "
                    + "one of each is expected: a fixture is a chain of layers.");
        }

        _shape = ShapeOf(inputs[0]);
        string value = inputs[0].Name;
        OnnxNode[] nodes = [.. graph.Nodes.Select(node => new OnnxNode(node)).Where(node => !IsConstant(node))];
        for (int i = 0; i < nodes.Length;)
        {
            OnnxPattern? pattern = OnnxPattern.All.FirstOrDefault(
                known => known.Matches(new ArraySegment<OnnxNode>(nodes, i, nodes.Length - i), value, Find));
            if (pattern is not null)
            {
                i += pattern.Steps.Count;
                _chain.Activate(nodes[i - 1].Name, nodes[i - 1].Operator, OnnxActivation.Named(pattern.Activation, nodes[i - 1], _chain));
                value = nodes[i - 1].Outputs[0];
            }
            else
            {
                value = Follow(nodes[i++], value);
            }
        }

        return value == graph.Outputs[0].Name ? _chain.Finish("ONNX") : throw new FixtureException(
            _file,
            $"the output {Wording.Quote(graph.Outputs[0].Name)} is not what the last step gives, {Wording.Quote(value)}; "
                + "a fixture is one chain of layers.");
    }

    /// <summary>Whether a step only names an array. PyTorch writes two equal arrays once, and gives the second name to the Identity of the
    /// first.</summary>
    private bool IsConstant(OnnxNode node)
    {
        if (node.Operator == "Constant" && node.Outputs.Count == 1)
        {
            // Constants of other kinds, such as Dropout's mode, are never read.
            _arrays[node.Outputs[0]] = node.Constant ?? new Messages.Array();
            return true;
        }

        return node.Operator == "Identity" && node.Inputs.Count == 1 && node.Outputs.Count == 1
            && _arrays.TryGetValue(node.Inputs[0], out Messages.Array? array) && _arrays.TryAdd(node.Outputs[0], array);
    }

    private Tensor? Find(string name) => _arrays.TryGetValue(name, out Messages.Array? array) && array.CalculateSize() < SmallArray
        ? OnnxArrays.Read(array, name, _file) : null;

    private string Follow(OnnxNode node, string value)
    {
        string[] others = [.. node.Inputs.Where(input => !_arrays.ContainsKey(input))];
        string[] unwanted = [.. others.Where(input => input != value)];
        if (others.Length != 1 || unwanted.Length > 0)
        {
            throw _chain.Fault(
                node.Name,
                node.Operator,
                others.Length == 0 ? "it takes nothing of the step before it."
                    : $"it takes {Wording.List(others.Select(Wording.Quote))}, and the step before it gives {Wording.Quote(value)}: "
                        + "a fixture is one chain of layers, without branches.");
        }

        if (!node.IsStandard)
        {
            throw _chain.Fault(node.Name, node.Operator, "this operator is not one of ONNX's own.");
        }

        if (!node.IsFinite)
        {
            throw _chain.Fault(node.Name, node.Operator, "one of its settings is NaN or infinite; the file is damaged.");
        }

        Apply(node, value);
        return node.Outputs.Count > 0 ? node.Outputs[0] : throw _chain.Fault(node.Name, node.Operator, "it has no output.");
    }

    private void Apply(OnnxNode node, string value)
    {
        switch (node.Operator)
        {
            case "Gemm":
                AddGemm(node, value);
                break;
            case "MatMul":
                AddMatrix(node, value, Matrix(node, 1), bias: null, 1);
                break;
            case "Add":
                AddBias(node, value);
                break;
            case "Identity":
                break;
            case "Dropout":
                _chain.Note($"The step {Wording.Quote(node.Name)} (Dropout) is left out, since it does nothing outside training.");
                break;
            case "Flatten":
                Flatten(node);
                break;
            default:
                _chain.Activate(node.Name, node.Operator, OnnxActivation.Of(node, _chain)
                    ?? throw _chain.Fault(node.Name, node.Operator, "a fixture cannot have it."));
                break;
        }
    }

    // Y = alpha·A'·B' + beta·C, where the dash is the transpose if the setting says so.
    private void AddGemm(OnnxNode node, string value)
    {
        if (node.Integer("transA", 0) != 0)
        {
            throw _chain.Fault(node.Name, node.Operator, "it transposes its input (transA), so that samples become units.");
        }

        Tensor matrix = Matrix(node, 1);
        Tensor? bias = node.Inputs.Count > 2 ? Vector(node, 2) : null;
        double alpha = node.Real("alpha", 1);
        double beta = node.Real("beta", 1);
        foreach ((string name, double factor, bool counts) in new[] { ("alpha", alpha, true), ("beta", beta, bias is not null) })
        {
            if (counts && factor != 1)
            {
                _chain.Note(
                    $"{name} of the step {Wording.Quote(node.Name)} (Gemm) is {Wording.Number(factor)} and is multiplied into its "
                        + $"{(name == "alpha" ? "weights" : "bias")}; their gradients are those of the product.");
            }
        }

        AddMatrix(
            node,
            value,
            node.Integer("transB", 0) != 0 ? matrix.Transposed() : matrix,
            bias is null ? null : bias with { Values = System.Array.ConvertAll(bias.Values, number => beta * number) },
            alpha);
    }

    // The matrix is M×K here.
    private void AddMatrix(OnnxNode node, string value, Tensor matrix, Tensor? bias, double factor)
    {
        if (node.Inputs[0] != value)
        {
            throw _chain.Fault(node.Name, node.Operator, "its weights stand on the left, so that samples would be columns.");
        }

        if (_shape is { Length: > 1 })
        {
            throw _chain.Fault(
                node.Name,
                node.Operator,
                $"its input has the shape {Tensor.TextOf(_shape)}; a Flatten before it is expected.");
        }

        if (_shape is [var inputs] && inputs != matrix.Shape[0])
        {
            throw _chain.Fault(
                node.Name,
                node.Operator,
                $"its input has {Wording.Count(inputs, "number")}, and its matrix {matrix.ShapeText} takes {matrix.Shape[0]}.");
        }

        Tensor weights = matrix.Transposed();
        weights = factor == 1 ? weights : weights with { Values = System.Array.ConvertAll(weights.Values, number => factor * number) };
        int units = weights.Shape[0];
        _chain.Add(node.Name, node.Operator, weights, bias is null ? null : Spread(bias, units), new Linear());
        _shape = [units];
    }

    private void AddBias(OnnxNode node, string value)
    {
        if (!_chain.TakesBias)
        {
            throw _chain.Fault(node.Name, node.Operator, "it adds an array to something else than the product of a matrix.");
        }

        _chain.AddBias(node.Name, node.Operator, Spread(Vector(node, node.Inputs[0] == value ? 1 : 0), _chain.Units!.Value));
    }

    private void Flatten(OnnxNode node)
    {
        if (node.Integer("axis", 1) != 1)
        {
            throw _chain.Fault(node.Name, node.Operator, "its axis is not 1, so that samples would be joined.");
        }

        if (_shape is { Length: > 1 })
        {
            _chain.Note(
                $"The input of the model has the shape {Tensor.TextOf(_shape)}; a fixture's is flat, row by row.");
        }

        _shape = _shape is null ? null : [_shape.Aggregate(1, (product, length) => product * length)];
    }

    private Tensor Matrix(OnnxNode node, int input)
    {
        Tensor found = Constant(node, input);
        return found.Rank == 2 ? found : throw _chain.Fault(
            node.Name, node.Operator, $"its weights {Wording.Quote(found.Name)} are {found.ShapeText}; a matrix is expected.");
    }

    private Tensor Vector(OnnxNode node, int input)
    {
        Tensor found = Constant(node, input);
        return found.Rank <= 1 || found.Shape.SkipLast(1).All(length => length == 1) ? found : throw _chain.Fault(
            node.Name, node.Operator, $"its bias {Wording.Quote(found.Name)} is {found.ShapeText}; one number for each unit is expected.");
    }

    private Tensor Constant(OnnxNode node, int input)
        => input < node.Inputs.Count && _arrays.TryGetValue(node.Inputs[input], out Messages.Array? array)
            ? OnnxArrays.Read(array, node.Inputs[input], _file)
            : throw _chain.Fault(node.Name, node.Operator, "its weights are not constants in the file.");

    /// <summary>ONNX repeats a single number for all units.</summary>
    private Tensor Spread(Tensor bias, int units)
    {
        if (bias.Values.Length != 1 || units == 1)
        {
            return bias;
        }

        _chain.Note($"The bias {Wording.Quote(bias.Name)} is one number for all units; in the fixture each unit has its own.");
        return bias with { Shape = [units], Values = [.. Enumerable.Repeat(bias.Values[0], units)] };
    }

    private int[]? ShapeOf(Value input)
    {
        if (input.Type?.Tensor?.Shape is not { } shape || shape.Lengths.Count == 0)
        {
            return null;
        }

        Length[] lengths = [.. shape.Lengths.Skip(1)];
        Length? dynamic = lengths.FirstOrDefault(length => length.Value < 1);
        if (dynamic is not null || lengths.Length == 0)
        {
            throw new FixtureException(
                _file,
                $"the input {Wording.Quote(input.Name)} has a dynamic shape beyond the samples"
                    + (dynamic is { Variable.Length: > 0 } ? $" ({Wording.Quote(dynamic.Variable)})" : string.Empty)
                    + "; a fixture needs fixed sizes.");
        }

        Tensor.CountOf(_file, input.Name, [.. lengths.Select(length => length.Value)]);
        return [.. lengths.Select(length => (int)length.Value)];
    }
}
