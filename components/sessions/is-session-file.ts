/** Whether a dropped file says that it holds a session; what is in it is looked at when it is opened. */
export const isSessionFile = ({ name }: File): boolean => name.toLowerCase().endsWith(".sandpiper");
