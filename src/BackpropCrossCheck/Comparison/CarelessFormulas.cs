using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Comparison;

/// <summary>Finds the formula that a lossy number lost its digits in.</summary>
internal static class CarelessFormulas
{
    /// <summary>The formula; null if no activation on the way to the number loses digits.</summary>
    /// <param name="reference">The engine's side.</param>
    /// <param name="format">The other side's format.</param>
    /// <param name="lossy">The number.</param>
    /// <remarks>In its own step it is that of its unit. In the whole calculation it is that of the unit on its way that may lose
    /// most.</remarks>
    public static CarelessFormula? Of(Reference reference, FloatFormat format, ComparedNumber lossy)
    {
        bool isOfUnit = lossy.StepVerdict == StepVerdict.Follows && lossy.Quantity is Quantity.Output or Quantity.Delta;
        bool isForward = lossy.Quantity is Quantity.PreActivation or Quantity.Output or Quantity.Loss;
        int own = lossy.Layer - 1 ?? reference.Fixture.Network.Layers.Count - 1;
        (double Share, CarelessFormula? Formula) most = (0, null);
        for (int l = 0; l < reference.Fixture.Network.Layers.Count; l++)
        {
            Layer layer = reference.Fixture.Network.Layers[l];
            bool hasValue = isOfUnit ? isForward && l == own : !isForward || l <= own;
            bool hasDerivative = !isForward && (isOfUnit ? l == own : l >= own);
            if (layer.Activation is not ElementwiseActivation activation)
            {
                continue;
            }

            double[] a = reference.Numbers[Quantity.PreActivation, l]!;
            double[] z = reference.Numbers[Quantity.Output, l]!;
            for (int i = 0; i < a.Length; i++)
            {
                if (isOfUnit ? i != lossy.Index : lossy.Sample is { } sample && i / layer.Units != sample - 1)
                {
                    continue;
                }

                double rho = ActivationRounding.OfOutput(activation, a[i], 0, z[i], format.Rounding);
                double rhoDerivative = ActivationRounding.OfDerivative(activation, a[i], 0, z[i], format.Rounding);
                Consider(hasValue, rho / Math.Abs(z[i]), activation.CarelessValue(format.Rounding));
                Consider(
                    hasDerivative,
                    rhoDerivative / Math.Abs(activation.Derivative(a[i])),
                    activation.CarelessDerivative(format.Rounding, a[i]));
            }
        }

        return most.Formula;

        void Consider(bool isOnTheWay, double share, CarelessFormula? formula)
            => most = isOnTheWay && formula is not null && share > most.Share ? (share, formula) : most;
    }
}
