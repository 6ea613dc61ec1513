using BackpropCrossCheck.TensorFlowNet.Calculation;
using Tensorflow;
using Tensorflow.Keras.ArgsDefinition;
using Tensorflow.Keras.Engine;
using Tensorflow.Keras.Layers;
using Tensorflow.NumPy;
using static Tensorflow.KerasApi;

namespace BackpropCrossCheck.TensorFlowNet.TensorFlow;

/// <summary>A Sequential with a linear Dense and a separate activation layer for each layer of the network, so that the tape records
/// both.</summary>
internal sealed class SequentialModel
{
    private readonly Sequential _model;
    private readonly List<Dense> _dense = [];
    private readonly List<ActivationLayer> _activations = [];

    /// <summary>Builds the model. Its weights are still those that Keras drew at random.</summary>
    /// <param name="question">A network with this architecture.</param>
    public SequentialModel(Question question)
    {
        TF_DataType type = new TensorNumbers(question.IsFloat64).DataType;
        var layers = new List<Tensorflow.Keras.ILayer>
        {
            new InputLayer(new InputLayerArgs { InputShape = new Shape(question.Inputs.Columns), DType = type }),
        };
        foreach (DenseLayer layer in question.Layers)
        {
            // keras.layers.Dense ignores use_bias, so the arguments are given directly.
            _dense.Add(new Dense(new DenseArgs { Units = layer.Units, UseBias = layer.Bias is not null, DType = type }));
            _activations.Add(new ActivationLayer(layer.Activation, question.IsFloat64));
            layers.Add(_dense[^1]);
            layers.Add(_activations[^1]);
        }

        _model = keras.Sequential(layers);
    }

    /// <summary>The variables: kernel, then bias, layer by layer.</summary>
    public List<IVariableV1> Variables => _model.TrainableVariables;

    /// <summary>Sets the weights and biases of a network with its architecture.</summary>
    /// <param name="layers">The layers of the network.</param>
    /// <param name="numbers">Creates arrays from the numbers.</param>
    public void SetWeights(IReadOnlyList<DenseLayer> layers, TensorNumbers numbers)
    {
        var weights = new List<NDArray>();
        for (int i = 0; i < layers.Count; i++)
        {
            weights.Add(numbers.Kernel(layers[i].Weights));
            if (layers[i].Bias is { } bias)
            {
                weights.Add(numbers.Bias(bias));
            }

            _activations[i].Alpha = layers[i].Alpha;
        }

        _model.set_weights(weights);
    }

    /// <summary>The pre-activations of the last layer, from the last call.</summary>
    public Tensor Logits => _activations[^1].Logits;

    /// <summary>Calls the whole model, as users do.</summary>
    /// <param name="inputs">x, N×M.</param>
    /// <returns>y, N×K.</returns>
    public Tensor Apply(Tensor inputs) => _model.Apply(inputs);

    /// <summary>Calls it layer by layer, to get the tensors in between.</summary>
    /// <param name="inputs">x, N×M.</param>
    public ForwardTensors ApplyByLayers(Tensor inputs)
    {
        var preActivations = new List<Tensor>();
        var outputs = new List<Tensor>();
        Tensor values = inputs;
        for (int i = 0; i < _dense.Count; i++)
        {
            preActivations.Add(_dense[i].Apply(values));
            values = _activations[i].Apply(preActivations[i]);
            outputs.Add(values);
        }

        return new ForwardTensors(preActivations, outputs);
    }
}
