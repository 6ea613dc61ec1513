namespace BackpropCrossCheck.Protocol;

/// <summary>The loss of a network as a function of one unit's pre-activation. A numerical derivative needs no more of the forward pass, and
/// it uses nothing of the backward pass.</summary>
public interface IForwardLoss
{
    /// <summary>The loss and the kinks of the unchanged network.</summary>
    LossSample Base { get; }

    /// <summary>How far rounding may move the loss: ρ of L in float64.</summary>
    double Noise { get; }

    /// <summary>z of the layer below, or x, N×M, row-major: the inputs that a layer's weights are multiplied by.</summary>
    /// <param name="layer">The layer, from 0.</param>
    ReadOnlyMemory<double> InputsOf(int layer);

    /// <summary>The largest |∂a/∂t| of all pre-activations in that layer and later ones, when one unit's pre-activation moves by t·d. A
    /// step that moves one of them by much more than 1 would jump over the shape of its activation.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="unit">The unit, from 0.</param>
    /// <param name="direction">d, N numbers.</param>
    double Reach(int layer, int unit, ReadOnlySpan<double> direction);

    /// <summary>The loss after one unit's pre-activation has moved to a_nk + t·d_n. Changing a weight w_km moves it by d_n = z_nm, a bias
    /// by d_n = 1; for the pre-activation of a single sample, d_n = 1 for that sample and 0 for the others.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="unit">The unit, from 0.</param>
    /// <param name="direction">d, N numbers.</param>
    /// <param name="t">How far to move it.</param>
    LossSample Moved(int layer, int unit, ReadOnlySpan<double> direction, double t);

    /// <summary>Moves of single pre-activations, many at once, for large networks. The result belongs to one thread.</summary>
    IUnitMoves UnitMoves();
}
