using BackpropCrossCheck.Checking;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>A report that was read from a file.</summary>
/// <param name="File">The file, as given.</param>
/// <param name="Tool">The version of the program that wrote it.</param>
/// <param name="Report">The report.</param>
/// <param name="HasEveryNumber">Whether it contains every number.</param>
internal sealed record ReadReport(string File, string Tool, CheckReport Report, bool HasEveryNumber);
