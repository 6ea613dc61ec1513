using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>A mistake that is put into a simulated calculation.</summary>
/// <param name="Cause">Its name in the contract's table of causes.</param>
/// <param name="Layer">The layer, from 0; null if it is made everywhere.</param>
/// <param name="Number">The factor, learning rate, λ, limit, sample (from 1) or decimals; 0 if there is none.</param>
/// <param name="Activation">The wrong activation, or null.</param>
/// <param name="Words">A name or a formula; null if there is none.</param>
/// <param name="Variant">Which of its forms: in the value, in the gradient or in both, for example. A finding does not tell.</param>
internal sealed record Planting(
    string Cause, int? Layer = null, double Number = 0, Activation? Activation = null, string? Words = null, int Variant = 0)
{
    /// <summary>The most forms that a mistake has.</summary>
    public const int Variants = 4;

    /// <summary>The mistakes that a finding may name, so that their numbers can be simulated too.</summary>
    public static IReadOnlyList<Planting> Of(Finding finding)
    {
        var first = new Planting(
            finding.Cause,
            finding.Layer - 1,
            finding.Argument is FindingArgument.Number number ? number.Value : 0,
            (finding.Argument as FindingArgument.Function)?.Activation,
            (finding.Argument as FindingArgument.Words)?.Value);
        return first.Activation is { } activation && !Enum.IsDefined(typeof(ActivationKind), activation.GetType().Name)
            ? []
            : [.. Enumerable.Range(0, Variants).Select(variant => first with { Variant = variant })];
    }

    /// <summary>True if a finding is exactly this mistake: cause, layer and argument.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="resolution">How precisely a fitted parameter can be told, relative to it.</param>
    public bool IsFoundBy(Finding finding, double resolution)
        => Of(finding) is [var found, ..] && IsCause(found.Cause) && found.Layer == Layer
            && found.Activation?.Kind == Activation?.Kind && found.Words == Words
            && Math.Abs(found.Number - Number) <= resolution * Math.Abs(Number)
            && Math.Abs((found.Activation?.Alpha ?? 0) - (Activation?.Alpha ?? 0)) <= resolution;

    /// <summary>Where δ are given, a factor on every gradient is known to have come after them.</summary>
    private bool IsCause(string found) => found == Cause || (Cause == "uniform-factor" && found == "applied-after-delta");
}
