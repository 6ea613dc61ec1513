using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>What a diagnosis has to go by: the other side's numbers, the verdicts on them, and the correct calculation in the convention
/// that they are stated in.</summary>
internal sealed class Evidence
{
    private readonly double _declared;

    /// <summary>Gathers it.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="other">The other side.</param>
    /// <param name="convention">The convention of the comparison.</param>
    /// <param name="tensors">The tensors that it gave, judged.</param>
    public Evidence(Fixture fixture, IndependentResult other, Convention convention, IReadOnlyList<TensorComparison> tensors)
    {
        Other = other;
        _declared = convention.Declared;
        // Updated parameters that agree say that the training was right, whatever was reported of its first step.
        IsTrainingWrong = tensors.Any(tensor => tensor.Step.IsAfterTraining && tensor.Verdicts.Contains(NumberVerdict.Differs));
        Fixture = IsTrainingWrong ? fixture : fixture with { Training = null };
        Correct = WorkedCalculation.Of(Fixture, other.Loss, CalculationSteps.Correct, ResultForm.Exact).State;
        Tensors =
            [.. tensors.Where(tensor => (IsTrainingWrong || !tensor.Step.IsAfterTraining) && CorrectNumbers(tensor) is not null).OrderBy(Order)];
        FirstOrder = Tensors.Where(tensor => tensor.Verdicts.Contains(NumberVerdict.Differs)).Select(Order).DefaultIfEmpty(int.MaxValue)
            .First();
    }

    /// <summary>The other side.</summary>
    public IndependentResult Other { get; }

    /// <summary>The fixture, without its training where nothing is wrong after that.</summary>
    public Fixture Fixture { get; }

    /// <summary>Whether numbers after training differ.</summary>
    public bool IsTrainingWrong { get; }

    /// <summary>The convention that the numbers are stated in.</summary>
    public Loss Loss => Other.Loss;

    /// <summary>The correct calculation, in that convention.</summary>
    public CalculationState Correct { get; }

    /// <summary>The tensors that are to be explained, in the order in which a calculation comes to them.</summary>
    public IReadOnlyList<TensorComparison> Tensors { get; }

    /// <summary>The place in the order of the calculation of the first tensor with a number that differs.</summary>
    public int FirstOrder { get; }

    /// <summary>How many times the numbers of the comparison the other side's own are.</summary>
    /// <param name="step">The step.</param>
    public double Restated(Step step) => step.ScalesWithLoss ? _declared : 1;

    /// <summary>The number of layers.</summary>
    public int Layers => Fixture.Network.Layers.Count;

    /// <summary>The relative difference below which two factors are the same one.</summary>
    public double Resolution => Other.Format is { } format ? 1024 * format.Rounding.UnitRoundoff
        : Tensors.SelectMany(tensor => Other.Numbers[tensor.Step]!).Where(y => y != 0)
            .Select(y => Digits.Unit(Other.Precision, y) / Math.Abs(y)).DefaultIfEmpty(1).Min();

    /// <summary>Whether a number of a quantity differs.</summary>
    /// <param name="quantity">The quantity.</param>
    public bool HasDifferent(Quantity quantity)
        => Tensors.Any(tensor => tensor.Step.Quantity == quantity && tensor.Verdicts.Contains(NumberVerdict.Differs));

    /// <summary>Whether there are several deltas and gradients, and each is 0.</summary>
    public bool HasOnlyZeroGradients
    {
        get
        {
            double[] stated =
                [.. Tensors.Where(tensor => tensor.Step.Quantity is Quantity.Delta or Quantity.WeightGradient or Quantity.BiasGradient).SelectMany(Stated)];
            return stated.Length > 1 && Array.TrueForAll(stated, value => value == 0);
        }
    }

    /// <summary>The activation of a layer.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public Activation ActivationOf(int layer) => Fixture.Network.Layers[layer].Activation;

    /// <summary>The shape of a layer.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public LayerShape ShapeOf(int layer) => Fixture.Layout.Layers[layer];

    /// <summary>Whether a layer has as many inputs as units, and more than one.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public bool IsSquare(int layer) => ShapeOf(layer).Inputs == ShapeOf(layer).Units && ShapeOf(layer).Units > 1;

    /// <summary>Whether δ of a layer has a derivative in it that is not 1.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public bool TakesDerivative(int layer)
        => ActivationOf(layer) is not Linear && !(layer == Layers - 1 && LossFunction.IsFused(Loss, ActivationOf(layer)));

    /// <summary>The units that stand exactly at the kink of their activation, in the order of the calculation.</summary>
    public IEnumerable<UnitPosition> UnitsAtZero
    {
        get
        {
            for (int l = 0; l < Layers; l++)
            {
                double[] a = ActivationOf(l) is ElementwiseActivation { HasKink: true } ? Correct.Required(Quantity.PreActivation, l) : [];
                for (int i = 0; i < a.Length; i++)
                {
                    if (a[i] == 0)
                    {
                        yield return new UnitPosition(l, i / ShapeOf(l).Units, i % ShapeOf(l).Units);
                    }
                }
            }
        }
    }

    /// <summary>The factor from the stated convention to another of its family.</summary>
    /// <param name="convention">The other convention.</param>
    public double FactorTo(Loss convention) => Loss.FactorTo(convention, Fixture.Batch.Samples, Fixture.Network.Outputs);

    /// <summary>The place of a tensor in the order of the calculation.</summary>
    /// <param name="tensor">The tensor.</param>
    public static int Order(TensorComparison tensor) => tensor.Step.Index;

    /// <summary>The place of the first result that a mistake may change, in the order of the calculation.</summary>
    /// <param name="suspicion">The mistake.</param>
    public int Order(Suspicion suspicion) => Fixture.Layout.PlaceOf(suspicion.First.Quantity, suspicion.First.Layer);

    /// <summary>What the correct calculation gives for a tensor; null where it gives nothing.</summary>
    /// <param name="tensor">The tensor.</param>
    public double[]? CorrectNumbers(TensorComparison tensor) => Correct.Numbers[tensor.Step];

    /// <summary>What the other side gave for a tensor, as it stated it.</summary>
    /// <param name="tensor">The tensor.</param>
    public double[] Given(TensorComparison tensor) => Other.Numbers[tensor.Step]!;

    /// <summary>The numbers of a tensor that are given.</summary>
    /// <param name="tensor">The tensor.</param>
    public IEnumerable<double> Stated(TensorComparison tensor) => Given(tensor).Where((_, i) => tensor.IsGiven(i));

    /// <summary>How far rounding may have moved a number, or the digits leave it open, in the other side's convention; for comparing
    /// numbers with each other, not for judging them.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="index">The row-major index.</param>
    /// <param name="start">A number that another is subtracted from to give it, or 0.</param>
    /// <param name="factor">How many times the rounding of the right number shows in it; digits count once.</param>
    public double Uncertainty(TensorComparison tensor, int index, double start = 0, double factor = 1)
    {
        double own = Other.Format is { } format ? format.Rounding.UnitRoundoff * (Math.Abs(Given(tensor)[index]) + Math.Abs(start)) : 0;
        return (tensor.Allowed[index] * Restated(tensor.Step) * (Other.Format is null ? 1 : factor)) + own;
    }

    /// <summary>Whether a number has to be explained: it is given, and it can be told whether it is right.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="index">The row-major index.</param>
    public static bool Counts(TensorComparison tensor, int index)
        => tensor.IsGiven(index) && tensor.Verdicts[index] != NumberVerdict.Undecidable;
}
