using Tensorflow;
using Tensorflow.Common.Types;
using Tensorflow.Keras.ArgsDefinition;
using Tensorflow.Keras.Engine;

namespace BackpropCrossCheck.TensorFlowNet.TensorFlow;

/// <summary>An activation as a separate layer, since Keras for .NET has no Lambda layer.</summary>
internal sealed class ActivationLayer : Layer
{
    private readonly string _activation;
    private readonly TensorNumbers _numbers;

    /// <summary>A layer without parameters.</summary>
    /// <param name="activation">The activation, in the protocol's words.</param>
    /// <param name="isFloat64">True for float64, false for float32.</param>
    public ActivationLayer(string activation, bool isFloat64)
        : base(new LayerArgs { DType = new TensorNumbers(isFloat64).DataType })
    {
        _activation = activation;
        _numbers = new TensorNumbers(isFloat64);
    }

    /// <summary>α of leaky-relu and elu; it may change between two calls.</summary>
    public double Alpha { get; set; }

    /// <summary>The pre-activations of the last call, from which a cross-entropy is calculated.</summary>
    public Tensor Logits { get; private set; } = null!;

    /// <inheritdoc/>
    protected override Tensors Call(Tensors inputs, Tensors? state = null, bool? training = null, IOptionalArgs? optional_args = null)
    {
        Logits = inputs;
        return TensorFlowActivation.Apply(_activation, inputs, Alpha, _numbers);
    }
}
