namespace BackpropCrossCheck.Protocol;

/// <summary>The loss of a network as a function of one unit's pre-activation: all that a numerical derivative needs to know of the forward
/// pass. Nothing of the backward pass is behind it.</summary>
public interface IForwardLoss
{
    /// <summary>The loss and the kinks of the network as it is.</summary>
    LossSample Base { get; }

    /// <summary>How far rounding may move the loss: ρ of L in float64.</summary>
    double Noise { get; }

    /// <summary>z of the layer below, or x, N×M, row-major: what the weights of a layer are multiplied by.</summary>
    /// <param name="layer">The layer, from 0.</param>
    ReadOnlyMemory<double> InputsOf(int layer);

    /// <summary>The largest |∂a/∂t| of all pre-activations, in that layer and behind it, when one unit's is moved by t·d: a step in which
    /// one of them moves by much more than 1 jumps over what its activation does.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="unit">The unit, from 0.</param>
    /// <param name="direction">d, N numbers.</param>
    double Reach(int layer, int unit, ReadOnlySpan<double> direction);

    /// <summary>The loss when a unit's pre-activation is moved: a_nk + t·d_n. A weight w_km moves it by d_n = z_nm, a bias by d_n = 1, the
    /// pre-activation of one sample by d_n = 1 for that sample and 0 else.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="unit">The unit, from 0.</param>
    /// <param name="direction">d, N numbers.</param>
    /// <param name="t">How far.</param>
    LossSample Moved(int layer, int unit, ReadOnlySpan<double> direction, double t);
}
