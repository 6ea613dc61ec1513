using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;
using static System.FormattableString;

namespace BackpropCrossCheck.Reports.Html;

/// <summary>The steps of a comparison as squares: what follows, what is wrong, what carries a mistake on, and what is not given.</summary>
/// <param name="layout">The tensors that there are.</param>
/// <param name="comparison">The comparison.</param>
internal sealed class StepSquares(TensorLayout layout, ResultComparison comparison)
{
    private readonly Dictionary<Step, StepSummary> _given = comparison.Steps.ToDictionary(step => step.Step);

    /// <summary>Whether there are squares. Where numbers have another rule, there are no steps.</summary>
    private bool HasSteps => _given.Count > 0;

    /// <summary>The squares of a layer. Those of the losses are with the last one. Steps that few programs give have a square only if they
    /// are given.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public IReadOnlyList<DrawnStep> Of(int layer) => !HasSteps ? [] :
    [
        .. layout.Steps.Where(step => step.Layer == layer || (step.Layer < 0 && layer == layout.Layers.Count - 1))
            .Where(step => !step.IsAfterTraining || _given.ContainsKey(step))
            .OrderBy(step => step.Layer < 0)
            .Select(step => Square(step, step.Quantity.TableSymbol)),
    ];

    /// <summary>The squares in words, for people who cannot see them; empty if there are none.</summary>
    public string Description => !HasSteps ? string.Empty
        : " Steps: " + string.Join("; ", Enumerable.Range(0, layout.Layers.Count).Select(
            layer => Invariant($"layer {layer + 1}: ") + string.Join(", ", Of(layer).Select(step => $"{step.Letter} {Word(step.Mark)}"))))
            + ".";

    /// <summary>What the squares mean; empty if there are none.</summary>
    public string Legend => !HasSteps ? string.Empty
        : $" The squares below a layer are its steps, {(IsHand ? "with their marks" : "judged from the other side’s own numbers")}: "
            + string.Join("; ", Enumerable.Range(0, layout.Layers.Count).SelectMany(Of).Select(step => step.Mark).Distinct().Order()
                .Select(Explained)) + ".";

    private bool IsHand => comparison.Kind == ResultKind.Hand;

    private DrawnStep Square(Step step, string letter)
    {
        StepSummary? summary = _given.GetValueOrDefault(step);
        DrawnStepMark mark = summary is null || summary.Numbers == 0 ? DrawnStepMark.NotGiven : MarkOf(summary);
        string recovered = summary?.IsRecovered == true ? ", recovered from its gradients" : string.Empty;
        return new DrawnStep(letter, mark, $"{StepText.Name(step)}{recovered}: {Said(summary, mark)}");
    }

    private static DrawnStepMark MarkOf(StepSummary step) => step.Verdict switch
    {
        StepVerdict.Wrong => DrawnStepMark.Wrong,
        StepVerdict.Follows => step.Carried > 0 ? DrawnStepMark.Carried : DrawnStepMark.Follows,
        StepVerdict.Undecidable => DrawnStepMark.Undecidable,
        StepVerdict.NoOperands => DrawnStepMark.NotJudged,
    };

    private string Said(StepSummary? step, DrawnStepMark mark) => mark switch
    {
        DrawnStepMark.Follows => $"follows; {Share(step!.Judged, step.Numbers)}",
        DrawnStepMark.Carried => $"follows, but carries an earlier mistake on; {Share(step!.Carried, step.Numbers)}",
        DrawnStepMark.Wrong => $"{(IsHand ? "is wrong" : $"does not follow from {step!.From}")}; {Share(step!.Wrong, step.Judged)}",
        DrawnStepMark.Undecidable => $"cannot be told; {Wording.Count(step!.Numbers, "number")}",
        DrawnStepMark.NotJudged => $"given, but what it should follow from is not; {Wording.Count(step!.Numbers, "number")}",
        DrawnStepMark.NotGiven => "not given",
    };

    private static string Share(int part, int whole) => Invariant($"{part} of {Wording.Count(whole, "number")}");

    private static string Word(DrawnStepMark mark) => mark switch
    {
        DrawnStepMark.Follows => "follows",
        DrawnStepMark.Carried => "carried on",
        DrawnStepMark.Wrong => "wrong here",
        DrawnStepMark.Undecidable => "cannot be told",
        DrawnStepMark.NotJudged => "cannot be judged",
        DrawnStepMark.NotGiven => "not given",
    };

    private static string Explained(DrawnStepMark mark) => mark switch
    {
        DrawnStepMark.Follows => "green with a tick, it follows",
        DrawnStepMark.Carried => "grey with an arrow, it follows but carries an earlier mistake on",
        DrawnStepMark.Wrong => "red with a cross, it is wrong here",
        DrawnStepMark.Undecidable => "half filled, it cannot be told",
        DrawnStepMark.NotJudged => "empty, it is given but cannot be judged",
        DrawnStepMark.NotGiven => "empty and dashed, it is not given",
    };
}
