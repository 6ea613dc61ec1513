using BackpropCrossCheck.Engine;

namespace MyProject;

/// <summary>The same engine with one mistake: in the first layer it uses zδᵀ for δzᵀ.</summary>
/// <param name="network">Its weights and biases.</param>
public class MistakenEngine(Network network) : MyEngine(network)
{
    /// <inheritdoc/>
    protected override void AddOuterProduct(double[,] gradient, int layer, double[] delta, double[] z)
    {
        if (layer == 0)
        {
            (delta, z) = (z, delta);
        }

        base.AddOuterProduct(gradient, layer, delta, z);
    }
}
