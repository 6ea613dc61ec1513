namespace BackpropCrossCheck.Engine.Activations;

/// <summary>The activations that the tests' own calculators know, so that they list each and throw on any other.</summary>
public enum ActivationKind
{
    Linear,
    Tanh,
    Sigmoid,
    Relu,
    LeakyRelu,
    Elu,
    Softplus,
    Softsign,
    Swish,
    Gelu,
    Softmax,
    Selu,
    GeluTanh,
    Relu6,
    HardSigmoid,
    Mish,
    BipolarSigmoid,
    LecunTanh,
}
