using System.Collections.Immutable;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Relations;

/// <summary>Judges gradients that come without the δ and z they were made of: by what must hold between the numbers of one layer, and
/// between those of two.</summary>
internal sealed class GradientRelations
{
    private readonly Reference _reference;
    private readonly IndependentResult _result;
    private readonly FloatFormat _format;
    private readonly double _scale;
    private readonly TensorLayout _layout;
    private readonly Dictionary<int, TensorComparison> _tensors;
    private readonly Dictionary<int, StepJudgement> _steps;
    private readonly Lazy<PrintedError> _printed;
    private readonly UnitBalance _balance;

    // Projection and balance look at the same gradients: twice the layer, and one more with its bias.
    private readonly Dictionary<int, LayerGradient?> _gradients = [];

    private GradientRelations(
        Reference reference,
        IndependentResult result,
        FloatFormat format,
        Lazy<PrintedError> printed,
        double scale,
        IReadOnlyList<TensorComparison> tensors,
        Dictionary<int, StepJudgement> steps)
    {
        _reference = reference;
        _result = result;
        _format = format;
        _scale = scale;
        _layout = reference.Fixture.Layout;
        _tensors = tensors.ToDictionary(tensor => tensor.Step.Index);
        _steps = steps;
        _printed = printed;
        _balance = new UnitBalance(reference, result, format);
    }

    /// <summary>Adds judgements of the gradients that no step could judge.</summary>
    /// <param name="reference">The engine's side.</param>
    /// <param name="result">The result.</param>
    /// <param name="format">Its format.</param>
    /// <param name="printed">How far printing may have moved its numbers.</param>
    /// <param name="convention">The convention of the comparison.</param>
    /// <param name="tensors">The tensors that are given, judged by the global rule.</param>
    /// <param name="steps">The steps that could be judged; receives the others.</param>
    public static void AddTo(
        Reference reference,
        IndependentResult result,
        FloatFormat format,
        Lazy<PrintedError> printed,
        Convention convention,
        IReadOnlyList<TensorComparison> tensors,
        Dictionary<int, StepJudgement> steps)
    {
        if (!tensors.Any(tensor => tensor.Step.Quantity == Quantity.WeightGradient && StepJudgement.IsOpenIn(steps, tensor.Step)))
        {
            return;
        }

        var relations = new GradientRelations(
            reference, result, format, printed, convention.FromEngine * convention.Declared, tensors, steps);
        int last = reference.Fixture.Network.Layers.Count - 1;
        for (int l = last; l >= 0; l--)
        {
            relations.Project(l);
        }

        for (int l = last - 1; l >= 0; l--)
        {
            relations.Balance(l);
        }
    }

    private void Project(int layer)
    {
        Step weights = _layout.WeightGradient(layer);
        if (!IsOpen(weights))
        {
            return;
        }

        Step? bias = OpenBias(layer);
        if (ProjectedGradient.IsTooLarge(_layout.Samples, weights.Rows, weights.Columns + (bias is null ? 0 : 1)))
        {
            if (LayerGradient.IsFiniteOf(_reference, _result, _format, _printed.Value, _scale, layer, withBias: bias is not null))
            {
                _steps[weights.Index] = StepJudgement.TooLarge(weights);
            }

            return;
        }

        LayerGradient? gradient = Gradient(layer, withBias: bias is not null);
        if (gradient is null || ProjectedGradient.Of(gradient, areInputsKnown: layer == 0) is not { } projected)
        {
            return;
        }

        List<(int Row, int Column)> differing = Differing(weights, bias);
        if (differing.Count > ProjectedGradient.MostNamed)
        {
            return;
        }

        // Where numbers that differ do not explain everything, δ or z is wrong, and the engine's are not what the gradient is made of.
        ProjectionFindings findings = projected.Judge(differing);
        if (differing.Count == 0 || !findings.IsMoreWrong)
        {
            _steps[weights.Index] = Judged(findings, weights, firstColumn: 0);
            if (bias is not null)
            {
                _steps[bias.Index] = Judged(findings, bias, firstColumn: weights.Columns);
            }
        }
    }

    /// <summary>The layer's bias gradient, if all of it is given and no step has judged it.</summary>
    private Step? OpenBias(int layer)
        => _layout.BiasGradient(layer) is { IsShared: false } bias && IsOpen(bias) && _result.Numbers.Missing(bias) is null ? bias : null;

    private void Balance(int layer)
    {
        Step weights = _layout.WeightGradient(layer);
        Step above = _layout.WeightGradient(layer + 1);
        if (_balance.Holds(layer) && IsOpen(weights) && IsOpen(above)
            && Gradient(layer, _reference.Fixture.Network.Layers[layer].HasBias) is { } into
            && Gradient(layer + 1, withBias: OpenBias(layer + 1) is not null) is { } outOf
            && _balance.Of(layer, into, outOf) is { } balance)
        {
            foreach ((int unit, UnitImbalance wrong) in balance)
            {
                Step step = wrong.IsAbove ? above : weights;
                if (!IsJudged(step) && !Differs(unit, weights, above))
                {
                    _steps[step.Index] = wrong.Judge(step, _result.Numbers[step]!);
                }
            }
        }
    }

    private LayerGradient? Gradient(int layer, bool withBias)
    {
        int key = (2 * layer) + (withBias ? 1 : 0);
        if (!_gradients.TryGetValue(key, out LayerGradient? gradient))
        {
            gradient = LayerGradient.Of(_reference, _result, _format, _printed.Value, _scale, layer, withBias);
            _gradients.Add(key, gradient);
        }

        return gradient;
    }

    /// <summary>Whether a projection has judged a gradient, or another unit has. One that was too large for it has not been
    /// judged.</summary>
    private bool IsJudged(Step step)
        => _steps.TryGetValue(step.Index, out StepJudgement? judged) && judged.Rows != 0;

    /// <summary>Whether a gradient is given and no step has judged it.</summary>
    private bool IsOpen(Step step) => _tensors.ContainsKey(step.Index) && StepJudgement.IsOpenIn(_steps, step);

    /// <summary>The numbers of a layer that differ from the engine's, by row and column.</summary>
    private List<(int Row, int Column)> Differing(Step weights, Step? bias)
    {
        var differing = new List<(int Row, int Column)>();
        AddDiffering(weights, 0, differing);
        if (bias is not null)
        {
            AddDiffering(bias, weights.Columns, differing);
        }

        return differing;
    }

    private void AddDiffering(Step step, int firstColumn, List<(int Row, int Column)> differing)
    {
        ImmutableArray<NumberVerdict> verdicts = _tensors[step.Index].Verdicts;
        for (int i = 0; i < verdicts.Length; i++)
        {
            if (verdicts[i] == NumberVerdict.Differs)
            {
                differing.Add((i / step.Columns, firstColumn + (i % step.Columns)));
            }
        }
    }

    /// <summary>Whether a number into or out of a unit differs from the engine's.</summary>
    private bool Differs(int unit, Step weights, Step above)
        => Enumerable.Range(0, weights.Columns).Any(m => IsDifferent(weights, (unit * weights.Columns) + m))
            || Enumerable.Range(0, above.Rows).Any(k => IsDifferent(above, (k * above.Columns) + unit))
            || (_layout.BiasGradient(weights.Layer) is { } bias && IsDifferent(bias, bias.IsShared ? 0 : unit));

    private bool IsDifferent(Step step, int index)
        => _tensors.TryGetValue(step.Index, out TensorComparison? tensor) && tensor.Verdicts[index] == NumberVerdict.Differs;

    private StepJudgement Judged(ProjectionFindings findings, Step step, int firstColumn)
    {
        double[] given = _result.Numbers[step]!;
        double[] expected = [.. given];
        double[] allowed = new double[given.Length];
        var verdicts = new StepVerdict[given.Length];
        for (int i = 0; i < given.Length; i++)
        {
            (int row, int column) = (i / step.Columns, firstColumn + (i % step.Columns));
            allowed[i] = findings.Visible[(row * findings.Columns) + column];
            bool isWrong = findings.Wrong.TryGetValue((row, column), out double defect);
            expected[i] -= defect;
            verdicts[i] = isWrong ? StepVerdict.Wrong
                : findings.IsMoreWrong || !double.IsFinite(allowed[i]) ? StepVerdict.NoOperands
                : StepVerdict.Follows;
        }

        string from = findings.IsMoreWrong ? "any δ and z near ours: the layer's gradient is not of one piece" : "the rest of its gradient";
        return new StepJudgement(step, expected, allowed, verdicts)
        {
            From = from,
            IsOfEachOther = true,
            Rows = findings.Rows < step.Rows ? findings.Rows : null,
        };
    }
}
