namespace BackpropCrossCheck.Diagnosis;

/// <summary>A mistake that people and programs make. It says what is done instead, and how the calculation then goes. Whether that produces
/// the other side's numbers is decided elsewhere.</summary>
internal abstract class Mistake
{
    /// <summary>Its name in reports.</summary>
    public abstract string Cause { get; }

    /// <summary>What is done instead, as a clause: "h'(a) is left out of δ".</summary>
    public abstract string Sentence { get; }

    /// <summary>What to do about it, as a sentence.</summary>
    public abstract string Advice { get; }

    /// <summary>What it looks like in the numbers, as sentences.</summary>
    public abstract string Signs { get; }

    /// <summary>The public reports of this mistake, as "owner/repository#number"; empty if none is known.</summary>
    public virtual IReadOnlyList<string> Reports => [];

    /// <summary>The meaning of its parameter, in a word; null if it has none.</summary>
    public virtual string? ArgumentWord => null;

    /// <summary>The calculations with this mistake, simpler ones first. They are enumerated one by one, and only as far as
    /// needed.</summary>
    /// <param name="evidence">The numbers to be explained.</param>
    public abstract IEnumerable<Suspicion> SuspicionsIn(Evidence evidence);

    /// <summary>The calculations with this mistake that may explain steps which do not follow from the other side's own numbers. A
    /// mistake whose parameter is fitted fits it to those steps.</summary>
    /// <param name="own">The other side's calculation, step by step.</param>
    public virtual IEnumerable<Suspicion> SuspicionsIn(OwnSteps own) => SuspicionsIn(own.Evidence);

    /// <summary>Whether a more usual mistake that explains the same numbers is named alone.</summary>
    public virtual bool IsUnusual => false;

    /// <summary>Whether it is named only if no other mistake explains the numbers: it says what they look like, not what was
    /// done.</summary>
    public virtual bool IsLastResort => false;

    /// <summary>Whether a finding of it is named only if nothing is left unexplained: beside something else that is wrong, its sentence
    /// may not be true.</summary>
    /// <param name="suspicion">Where it was found, and with which parameter.</param>
    /// <param name="evidence">The numbers to be explained.</param>
    public virtual bool IsOnlyWhole(Suspicion suspicion, Evidence evidence) => IsLastResort;

    /// <summary>For people: what the numbers show, and what to do about it.</summary>
    /// <param name="suspicion">Where it was found, and with which parameter.</param>
    /// <param name="evidence">The numbers that it explains.</param>
    public virtual string TextOf(Suspicion suspicion, Evidence evidence)
        => $"These numbers come out when{Place(suspicion, evidence)} {Sentence}. {Advice}";

    /// <summary>", in layer 2,"; ", in layers 1 and 3,"; empty if the mistake is everywhere or there is only one layer.</summary>
    protected static string Place(Suspicion suspicion, Evidence evidence)
        => LayersText.Of(suspicion, evidence) is { Length: > 0 } layers ? $", in {layers}," : string.Empty;
}
