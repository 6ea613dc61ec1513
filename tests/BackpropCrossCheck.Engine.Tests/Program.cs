namespace BackpropCrossCheck.Engine.Tests;

/// <summary>Prints what <see cref="ComputedBits"/> says, so that <see cref="BitsTest"/> can ask a process with fewer
/// instructions.</summary>
internal static class Program
{
    private static void Main() => Console.Out.Write(ComputedBits.Lines());
}
