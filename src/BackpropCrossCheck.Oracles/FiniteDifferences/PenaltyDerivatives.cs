using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.FiniteDifferences;

/// <summary>What a regularization adds to the loss and to its numerical derivatives. It depends on one parameter at a time, so the forward
/// pass is not needed: its central difference is that of λw² + μ|w|.</summary>
/// <param name="regularization">The regularization.</param>
internal sealed class PenaltyDerivatives(OracleRegularization regularization)
{
    /// <summary>The unit roundoff of float64.</summary>
    private const double Unit = 1.0 / (1L << 53);

    /// <summary>Below this, a square has lost digits.</summary>
    private const double SmallestNormal = 2.2250738585072014e-308;

    private readonly double _ofSquares = regularization.Half ? regularization.L2 / 2 : regularization.L2;

    /// <summary>The answer with what the question's regularization adds; the answer itself if there is none.</summary>
    /// <param name="question">The question.</param>
    /// <param name="answer">The answer without it, with error estimates. Its arrays are changed.</param>
    public static OracleAnswer.Computed Added(OracleQuestion question, OracleAnswer.Computed answer)
    {
        if (question.Regularization is { } regularization)
        {
            new PenaltyDerivatives(regularization).AddTo(question, answer.Numbers, answer.Errors!);
        }

        return answer;
    }

    private void AddTo(OracleQuestion question, TensorSet numbers, TensorSet errors)
    {
        TensorLayout layout = question.Layout;
        double penalty = 0;
        long terms = 0;
        for (int l = 0; l < layout.Layers.Count; l++)
        {
            Add(question.Layers[l].Weights.Span, layout.WeightGradient(l));
            if (regularization.Biases && layout.BiasGradient(l) is { } bias)
            {
                Add(question.Layers[l].Bias!.Value.Span, bias);
            }
        }

        double[] loss = numbers[layout.Loss]!;
        loss[0] += penalty;
        errors[layout.Loss]![0] += Unit * (((terms + 4) * penalty) + Math.Abs(loss[0]));

        void Add(ReadOnlySpan<double> parameters, Step step)
        {
            foreach (double parameter in parameters)
            {
                penalty += Of(parameter);
            }

            terms += parameters.Length;
            double[]? values = numbers[step];
            for (int i = 0; i < values?.Length; i++)
            {
                if (numbers.Has(step, i))
                {
                    (double derivative, double error) = Derivative(parameters[i]);
                    values[i] += derivative;
                    errors[step]![i] += error + (Unit * Math.Abs(values[i]));
                }
            }
        }
    }

    /// <summary>The central difference at a parameter, and how far rounding may have moved it. The step stays on the parameter's side of
    /// 0; at 0 itself both sides have the same value.</summary>
    private (double Value, double Error) Derivative(double w)
    {
        double h = w == 0 ? 1 : Math.Max(double.Epsilon, Math.ScaleB(1, Math.ILogB(w) - 2));
        (double above, double below) = (Of(w + h), Of(w - h));
        double difference = (above - below) / (2 * h);
        double error = (8 * Unit * (above + below) / h) + (_ofSquares * SmallestNormal / h);
        return double.IsFinite(difference) && double.IsFinite(error) ? (difference, error) : (0, double.PositiveInfinity);
    }

    private double Of(double w) => (_ofSquares * w * w) + (regularization.L1 * Math.Abs(w));
}
