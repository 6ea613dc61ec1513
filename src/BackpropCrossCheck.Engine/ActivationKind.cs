namespace BackpropCrossCheck.Engine;

/// <summary>The activation functions h() of a layer; z = h(a).</summary>
public enum ActivationKind
{
    /// <summary>h(a) = a.</summary>
    Linear,

    /// <summary>h(a) = tanh(a).</summary>
    Tanh,

    /// <summary>h(a) = 1/(1 + e⁻ᵃ).</summary>
    Sigmoid,

    /// <summary>h(a) = max(a, 0); the derivative at exactly 0 is 0.</summary>
    Relu,

    /// <summary>h(a) = a above 0, αa elsewhere; the derivative at exactly 0 is α.</summary>
    LeakyRelu,

    /// <summary>h(a) = a above 0, α(eᵃ − 1) elsewhere.</summary>
    Elu,

    /// <summary>h(a) = ln(1 + eᵃ).</summary>
    Softplus,

    /// <summary>h(a) = a/(1 + |a|).</summary>
    Softsign,

    /// <summary>h(a) = a·sigmoid(a).</summary>
    Swish,

    /// <summary>h(a) = a·Φ(a), Φ the standard normal distribution function (exact, by erf).</summary>
    Gelu,

    /// <summary>h(a)_k = e^(a_k) / Σ_j e^(a_j), over the units of the layer.</summary>
    Softmax,
}
