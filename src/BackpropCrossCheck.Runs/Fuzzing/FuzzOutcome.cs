using BackpropCrossCheck.Checking;

namespace BackpropCrossCheck.Fuzzing;

/// <summary>The outcome of a run over random networks.</summary>
/// <param name="Report">The report of a check of these networks, failures as they were shrunk.</param>
/// <param name="DrawnAgain">How many networks were drawn again: their loss is not defined, or nobody can tell anything about them.</param>
/// <param name="NotDrawn">How many networks were not drawn, because enough had failed.</param>
/// <param name="Fault">Why nothing that may be drawn can be checked; null if something can.</param>
internal sealed record FuzzOutcome(CheckReport Report, int DrawnAgain, int NotDrawn, string? Fault);
