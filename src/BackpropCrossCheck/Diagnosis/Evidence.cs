using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>The basis of a diagnosis: the other side's numbers, the verdicts on them, and the correct calculation in the convention in
/// which they are stated.</summary>
internal sealed class Evidence
{
    /// <summary>A mistake that is tried on new parameters repeats the whole training, so that with more steps than this few are.</summary>
    public const int MostTracedSteps = 1000;

    private const double MostBitsOfANumber = 20;
    private const double BitsOfADigit = 3.32;

    private readonly double _declared;
    private readonly TensorComparison?[] _tensors;

    /// <summary>Collects the evidence.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="other">The other side.</param>
    /// <param name="convention">The convention of the comparison.</param>
    /// <param name="tensors">The tensors that it gave, after judging.</param>
    public Evidence(Fixture fixture, IndependentResult other, Convention convention, IReadOnlyList<TensorComparison> tensors)
    {
        Other = other;
        TensorComparison[] differing = [.. tensors.Where(tensor => tensor.HasDiffering)];
        OfLossAfterTraining = tensors.Count > 1 && differing is [{ Step.IsAfterTraining: true, Step.Layer: < 0 }]
            ? new Evidence(fixture, other, convention, differing)
            : null;
        _declared = convention.Declared;
        DeclaredRate = fixture.Training is { IsPlain: true } training ? training.LearningRate : null;
        // If the updated parameters agree, the training was right, whatever was reported about its first step.
        IsTrainingWrong = tensors.Any(tensor => tensor.Step.IsAfterTraining && tensor.HasDiffering);
        ShowsRightStep = !IsTrainingWrong && tensors.Any(tensor => MovesRightly(fixture, tensor));
        Fixture = IsTrainingWrong ? fixture : fixture with { Training = null };
        Correct = WorkedCalculation.Of(Fixture, other.Loss, CalculationSteps.Correct, ResultForm.Exact).State;
        IsIncomplete = tensors.Any(tensor => CorrectNumbers(tensor) is null && tensor.HasDiffering);
        Tensors =
        [
            .. tensors
                .Where(tensor => Explains(tensor.Step) && CorrectNumbers(tensor) is not null)
                .OrderBy(Order),
        ];
        _tensors = new TensorComparison?[Fixture.Layout.Capacity];
        foreach (TensorComparison tensor in Tensors)
        {
            _tensors[tensor.Step.Index] = tensor;
        }

        AfterTraining = Tensors.Count(tensor => tensor.Step.IsAfterTraining);
        FirstOrder = Tensors
            .Where(tensor => tensor.HasDiffering)
            .Select(Order)
            .DefaultIfEmpty(int.MaxValue)
            .First();
    }

    /// <summary>The other side.</summary>
    public IndependentResult Other { get; }

    /// <summary>Whether a person worked the numbers out, and wrote them with some digits.</summary>
    public bool IsByHand => Other is { Kind: ResultKind.Hand, Format: null };

    /// <summary>The loss after training by itself, if other numbers are given and it alone differs; otherwise null.</summary>
    public Evidence? OfLossAfterTraining { get; }

    /// <summary>The fixture, without its training if nothing after training is wrong.</summary>
    public Fixture Fixture { get; }

    /// <summary>The learning rate that the fixture declares; null if it has no training, or one by another
    /// rule.</summary>
    public double? DeclaredRate { get; }

    /// <summary>Whether numbers after training differ.</summary>
    public bool IsTrainingWrong { get; }

    /// <summary>Whether they differ after more steps than can be repeated for every mistake.</summary>
    public bool IsLongTrainingWrong => Fixture.Training is { Steps: > MostTracedSteps };

    /// <summary>Whether new parameters are given that are right and not the old ones: the gradients behind them were right,
    /// whatever was written down.</summary>
    public bool ShowsRightStep { get; }

    /// <summary>Whether numbers differ that the calculation with mistakes does not give, so that it cannot explain them.</summary>
    public bool IsIncomplete { get; }

    /// <summary>The convention in which the numbers are stated.</summary>
    public Loss Loss => Other.Loss;

    /// <summary>The correct calculation, in that convention.</summary>
    public CalculationState Correct { get; }

    /// <summary>The tensors to be explained, in the order of the calculation.</summary>
    public IReadOnlyList<TensorComparison> Tensors { get; }

    /// <summary>How many of them are from after training.</summary>
    public int AfterTraining { get; }

    /// <summary>The tensor of a step; null if it is not to be explained.</summary>
    /// <param name="step">The step.</param>
    public TensorComparison? TensorAt(Step step) => _tensors[step.Index];

    /// <summary>The position, in the order of the calculation, of the first tensor with a differing number.</summary>
    public int FirstOrder { get; }

    /// <summary>The factor between the comparison's numbers and the other side's own.</summary>
    /// <param name="step">The step.</param>
    public double Restated(Step step) => step.ScalesWithLoss ? _declared : 1;

    /// <summary>Whether the numbers of a step are to be explained: those after training only if one of them differs.</summary>
    /// <param name="step">The step.</param>
    public bool Explains(Step step) => IsTrainingWrong || !step.IsAfterTraining;

    /// <summary>How far the digits of a number leave it open: half a unit of the last one, a whole one for a person, who may have cut
    /// off; 0 for a format.</summary>
    /// <param name="step">The step that the number belongs to.</param>
    /// <param name="given">The number.</param>
    /// <param name="value">What it may stand for.</param>
    public double LastDigit(Step step, double given, double value) => !Other.HasDigits(step) ? 0
        : Digits.Unit(Other.PrecisionOf(step), given) * (0.5 + Digits.Slack)
            * (Other.Kind == ResultKind.Hand && Math.Abs(given) <= Math.Abs(value) ? 2 : 1);

    /// <summary>How closely a number is hit, where <paramref name="allowed"/> lets it pass: a person's that is right to the last digit
    /// says more than one that may have been cut off.</summary>
    /// <param name="step">The step that the number belongs to.</param>
    /// <param name="left">The distance that is left.</param>
    /// <param name="allowed">What is allowed.</param>
    /// <param name="given">The number.</param>
    public double Hit(Step step, double left, double allowed, double given)
    {
        double half = !Other.HasDigits(step) ? allowed : Digits.Unit(Other.PrecisionOf(step), given) * (0.5 + Digits.Slack);
        return left <= half ? Math.Min(half, allowed) : allowed;
    }

    /// <summary>How many bits of evidence a number can provide at most. A person's 1 where 0.731 is right has one digit, whatever was asked
    /// for: many calculations end there.</summary>
    /// <param name="given">The number.</param>
    public double MostBits(double given)
        => IsByHand && given != 0 && double.IsInteger(given) && Math.Abs(given) < 10
            ? BitsOfADigit
            : MostBitsOfANumber;

    /// <summary>The number of layers.</summary>
    public int Layers => Fixture.Network.Layers.Count;

    /// <summary>The relative difference below which two factors count as the same.</summary>
    public double Resolution => Other.Format is { } format ? 1024 * format.Rounding.UnitRoundoff
        : Tensors.SelectMany(tensor => Other.Numbers[tensor.Step]!.Where(y => y != 0)
            .Select(y => Digits.Unit(Other.PrecisionOf(tensor.Step), y) / Math.Abs(y))).DefaultIfEmpty(1).Min();

    /// <summary>How many numbers differ.</summary>
    public int Differing => Tensors.Sum(tensor => tensor.Verdicts.Count(verdict => verdict == NumberVerdict.Differs));

    /// <summary>Whether a number of a quantity differs.</summary>
    /// <param name="quantity">True if there are several deltas and gradients, and all of them are 0.</param>
    public bool HasDifferent(Quantity quantity)
        => Tensors.Any(tensor => tensor.Step.Quantity == quantity && tensor.HasDiffering);

    /// <summary>Whether the loss value is given and right.</summary>
    public bool IsLossRight => Tensors.Any(tensor => tensor.Step.Quantity == Quantity.Loss) && !HasDifferent(Quantity.Loss);

    /// <summary>Whether there are several deltas and gradients, and each is 0.</summary>
    public bool HasOnlyZeroGradients => HasOnlyZeros(step => step.Quantity.Pass == CalculationPass.Backward);

    /// <summary>Whether some steps have several numbers, and each is 0.</summary>
    /// <param name="chosen">Which steps.</param>
    public bool HasOnlyZeros(Func<Step, bool> chosen)
    {
        double[] stated = [.. Tensors.Where(tensor => chosen(tensor.Step)).SelectMany(Stated)];
        return stated.Length > 1 && Array.TrueForAll(stated, value => value == 0);
    }

    /// <summary>Whether some right δ is not 0.</summary>
    public bool HasGradients
        => Enumerable.Range(0, Layers).Any(layer => Array.Exists(Correct.Required(Quantity.Delta, layer), x => x != 0));

    /// <summary>The activation of a layer.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public Activation ActivationOf(int layer) => Fixture.Network.Layers[layer].Activation;

    /// <summary>The shape of a layer.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public LayerShape ShapeOf(int layer) => Fixture.Layout.Layers[layer];

    /// <summary>Whether a layer has as many inputs as units, and more than one.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public bool IsSquare(int layer) => ShapeOf(layer).Inputs == ShapeOf(layer).Units && ShapeOf(layer).Units > 1;

    /// <summary>Whether δ of a layer contains a derivative other than 1.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public bool TakesDerivative(int layer)
        => ActivationOf(layer) is not Linear && !(layer == Layers - 1 && LossFunction.IsFused(Loss, ActivationOf(layer)));

    /// <summary>The units that are exactly at the kink of their activation, in the order of the calculation.</summary>
    public IEnumerable<UnitPosition> UnitsAtKink
    {
        get
        {
            for (int l = 0; l < Layers; l++)
            {
                IReadOnlyList<Kink> kinks = (ActivationOf(l) as ElementwiseActivation)?.Kinks ?? [];
                double[] a = kinks.Count > 0 ? Correct.Required(Quantity.PreActivation, l) : [];
                for (int i = 0; i < a.Length; i++)
                {
                    if (Kink.IsNear(kinks, a[i], 0))
                    {
                        yield return new UnitPosition(l, i / ShapeOf(l).Units, i % ShapeOf(l).Units);
                    }
                }
            }
        }
    }

    /// <summary>The pre-activation of a unit that is exactly at its kink.</summary>
    /// <param name="unit">One of <see cref="UnitsAtKink"/>.</param>
    public double PlaceOfKink(UnitPosition unit)
        => Correct.Required(Quantity.PreActivation, unit.Layer)[(unit.Sample * ShapeOf(unit.Layer).Units) + unit.Unit];

    /// <summary>The factor from the fixture's convention to the stated one.</summary>
    public double StatedFactor => Fixture.Loss.FactorTo(Loss, Fixture.Batch.Samples, Fixture.Network.Outputs);

    /// <summary>The factor from the stated convention to another of its family.</summary>
    /// <param name="convention">The other convention.</param>
    public double FactorTo(Loss convention) => Loss.FactorTo(convention, Fixture.Batch.Samples, Fixture.Network.Outputs);

    /// <summary>The position of a tensor in the order of the calculation.</summary>
    /// <param name="tensor">The tensor.</param>
    public static int Order(TensorComparison tensor) => tensor.Step.Index;

    /// <summary>The position, in the order of the calculation, of the first result that a mistake may change.</summary>
    /// <param name="suspicion">The mistake.</param>
    public int Order(Suspicion suspicion) => Fixture.Layout.PlaceOf(suspicion.First.Quantity, suspicion.First.Layer);

    /// <summary>The correct numbers of a tensor; null if there are none.</summary>
    /// <param name="tensor">The tensor.</param>
    public double[]? CorrectNumbers(TensorComparison tensor) => Correct.Numbers[tensor.Step];

    /// <summary>The other side's numbers for a tensor, as it stated them.</summary>
    /// <param name="tensor">The tensor.</param>
    public double[] Given(TensorComparison tensor) => Other.Numbers[tensor.Step]!;

    /// <summary>The numbers of a tensor that are actually given.</summary>
    /// <param name="tensor">The tensor.</param>
    public IEnumerable<double> Stated(TensorComparison tensor) => Given(tensor).Where((_, i) => tensor.IsGiven(i));

    /// <summary>How far rounding may have moved a number, or its digits leave it open, in the other side's convention. This serves to
    /// compare numbers with each other, not to judge them.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="index">The row-major index.</param>
    /// <param name="start">A number from which another is subtracted to obtain it, or 0.</param>
    /// <param name="factor">How many times the rounding of the right number is contained in it; digits count once.</param>
    public double Uncertainty(TensorComparison tensor, int index, double start = 0, double factor = 1)
    {
        double own = Other.Format is { } format ? format.Rounding.UnitRoundoff * (Math.Abs(Given(tensor)[index]) + Math.Abs(start)) : 0;
        return (tensor.Allowed[index] * Restated(tensor.Step) * (Other.Format is null ? 1 : factor)) + own;
    }

    /// <summary>Whether a number must be explained: it is given, and it is not undecidable.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="index">The row-major index.</param>
    public static bool Counts(TensorComparison tensor, int index)
        => tensor.IsGiven(index) && tensor.Verdicts[index] != NumberVerdict.Undecidable;

    private static bool MovesRightly(Fixture fixture, TensorComparison tensor)
    {
        if (!tensor.Step.Quantity.IsUpdatedParameter)
        {
            return false;
        }

        Layer layer = fixture.Network.Layers[tensor.Step.Layer];
        ReadOnlySpan<double> old = tensor.Step.IsWeights ? layer.Weights : layer.CopyBias();
        for (int i = 0; i < old.Length; i++)
        {
            if (tensor.Settles(i) && Math.Abs(tensor.Engine[i] - old[i]) > tensor.Allowed[i])
            {
                return true;
            }
        }

        return false;
    }
}
