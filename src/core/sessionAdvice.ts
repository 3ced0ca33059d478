/** What a person is told of sessions and project files. */
export const sessionAdvice = {
  'session-elsewhere': {
    what: 'This session is open in another tab.',
    next: 'Go to that tab, or close it and try again.',
  },
  'session-missing': {
    what: 'This session is no longer on the device.',
    next: 'It may have been deleted in another tab.',
  },
  'session-full': {
    what: 'There is no room left on this device to keep your photos for the next visit.',
    next: 'They stay here until this tab is closed: download what you need, or free some room.',
  },
  'project-damaged': {
    what: 'This project file is damaged or not complete.',
    next: 'Copy or download it again, or take another copy.',
  },
  'project-foreign': {
    what: 'This project file holds what no project has, so nothing of it was opened: {detail}.',
    next: 'Take the file as Clearcut wrote it.',
  },
  'project-newer': {
    what: 'This project was saved by a newer version of Clearcut.',
    next: 'Reload the page to get the new version, then open it again.',
  },
  'project-too-large': {
    what: 'This project file unpacks to more than a project may, so nothing of it was opened.',
    next: 'Take the file as Clearcut wrote it, or save it in several parts.',
  },
} as const
